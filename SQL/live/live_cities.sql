-- live_cities: every city that the source describes, once and in full, in order of its slug.
select
  c.city_id,
  c.slug,
  c.name,
  c.country,
  c.subdivision,
  c.time_zone,
  c.currency
from source.city as c
where
  num_nulls(c.city_id, c.slug, c.name, c.country, c.time_zone, c.currency) = 0
  and (select count(*) from source.city as o where o.city_id = c.city_id) = 1
order by c.slug
