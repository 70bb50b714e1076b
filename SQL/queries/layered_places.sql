-- layered_places: which of some venues and spaces a city has.
-- $1 int4 city_id, $2 int8[] venues, $3 int8[] spaces
select
  array(
    select v.venue_id from source.venue as v where v.city_id = $1 and v.venue_id = any($2)
  ) as venues,
  array(
    select s.space_id from source.space as s where s.city_id = $1 and s.space_id = any($3)
  ) as spaces
