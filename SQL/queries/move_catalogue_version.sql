-- move_catalogue_version: says that what answers show of a city has changed.
-- $1 int4 city_id
update almanac.city
set catalogue_version = catalogue_version + 1
where city_id = $1
