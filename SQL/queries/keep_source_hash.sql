-- keep_source_hash: remembers what the cards of a city were made from.
-- $1 int4 city_id, $2 int8 source_hash
update almanac.city
set source_hash = $2
where city_id = $1
