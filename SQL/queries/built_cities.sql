-- built_cities: the cities that Almanac knows, by slug.
select
  c.city_id,
  c.slug
from almanac.city as c
order by c.slug
