-- delete_pins: frees the dates of a city that a rollback has fixed.
-- $1 int4 city_id, $2 date first, $3 date last
delete from almanac.pin
where city_id = $1 and date between $2 and $3
