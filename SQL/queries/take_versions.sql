-- take_versions: gives out consecutive version numbers of a city; answers the first.
-- $1 int4 city_id, $2 int4 count
update almanac.city
set next_version = next_version + $2
where city_id = $1
returning next_version - $2 as first_version
