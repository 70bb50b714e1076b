-- import_spaces: one space of one unit for each listing; ratings on the scale of 5.
-- $1 int4 city_id, $2 float8 the file's rating scale, 5 or 100
insert into source.space (
  city_id, venue_id, space_id, name, category, capacity, units, base_price_minor, rating, active,
  attributes
)
select
  $1,
  l.venue_id,
  l.space_id,
  l.name,
  l.category,
  l.capacity,
  1,
  l.base_price_minor,
  round((l.rating * 5 / $2::float8)::numeric, 2),
  true,
  l.attributes
from staged_listing as l
order by l.space_id
