-- drop_held_cells: forgets the held versions of dates whose live version is right by now.
-- $1 int4 city_id, $2 date[] dates
delete from almanac.held_cell
where city_id = $1 and date = any($2)
