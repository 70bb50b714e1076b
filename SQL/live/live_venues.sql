-- live_venues: every venue of a city.
-- $1 int4 city_id
select
  v.venue_id,
  v.name,
  v.latitude,
  v.longitude,
  v.active
from source.venue as v
where v.city_id = $1
