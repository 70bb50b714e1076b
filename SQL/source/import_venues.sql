-- import_venues: one venue for each place at which listings stand.
-- $1 int4 city_id
insert into source.venue (city_id, venue_id, name, latitude, longitude, active, attributes)
select distinct on (l.venue_id)
  $1,
  l.venue_id,
  l.venue_name,
  l.latitude,
  l.longitude,
  true,
  '{}'::jsonb
from staged_listing as l
order by l.venue_id, l.line
