-- source_cities: every city that the source names, in order of its slug.
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
order by c.slug
