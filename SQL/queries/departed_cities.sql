-- departed_cities: the cities that the source has no more and of which something is left, in order
-- of their slugs.
select
  c.city_id,
  c.slug,
  c.name,
  c.country,
  c.subdivision,
  c.time_zone,
  c.currency,
  c.latitude,
  c.longitude
from almanac.city as c
where
  not exists (select 1 from source.city as s where s.city_id = c.city_id)
  and (
    c.removed_at is null
    or exists (select 1 from almanac.cell as e where e.city_id = c.city_id)
  )
order by c.slug
