-- live_spaces: every space of a city.
-- $1 int4 city_id
select
  s.space_id,
  s.venue_id,
  s.name,
  s.category,
  s.capacity,
  s.units,
  s.base_price_minor,
  s.rating,
  s.active
from source.space as s
where s.city_id = $1
