-- delete_cells: removes the records of versions whose rows are gone.
-- $1 int4 city_id, $2 int4[] versions
delete from almanac.cell
where city_id = $1 and version = any($2)
