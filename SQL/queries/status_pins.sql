-- status_pins: what rollbacks have fixed, by city and generation.
select
  y.slug,
  p.generation,
  lower(p.dates) as first_date,
  upper(p.dates) - 1 as last_date,
  (
    select sum(upper(r.dates) - lower(r.dates))
    from unnest(p.dates) as r (dates)
  )::int as cells,
  p.pinned_at
from almanac.pin as p
inner join almanac.city as y on p.city_id = y.city_id
order by y.slug, p.generation
