-- status_pins: what rollbacks have fixed, by city and generation.
select
  y.slug,
  p.generation,
  min(p.date) as first_date,
  max(p.date) as last_date,
  count(*)::int as cells,
  max(p.pinned_at) as pinned_at
from almanac.pin as p
inner join almanac.city as y on p.city_id = y.city_id
group by y.slug, p.generation
order by y.slug, p.generation
