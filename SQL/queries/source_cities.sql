-- source_cities: every city that the source names, by slug, then by number.
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
from source.city as c
order by c.slug, c.city_id
