-- live_bookings: the bookings of a city that take a night.
-- $1 int4 city_id, $2 date the night
select
  b.space_id,
  b.units
from source.booking as b
where b.city_id = $1 and $2 >= b.starts_on and $2 < b.ends_on
