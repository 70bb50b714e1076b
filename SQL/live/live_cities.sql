-- live_cities: every city of the source, in order of its slug.
select
  c.city_id,
  c.slug,
  c.name,
  c.country,
  c.subdivision,
  c.time_zone,
  c.currency
from source.city as c
order by c.slug
