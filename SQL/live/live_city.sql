-- live_city: one city of the source, by its slug.
-- $1 text slug
select
  c.city_id,
  c.slug,
  c.name,
  c.country,
  c.subdivision,
  c.time_zone,
  c.currency
from source.city as c
where c.slug = $1
