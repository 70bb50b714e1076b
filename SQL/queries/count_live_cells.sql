-- count_live_cells: how many dates of a city are live from a date on.
-- $1 int4 city_id, $2 date first
select count(*)::int as cells
from almanac.cell_live as l
where l.city_id = $1 and l.date >= $2 and l.to_generation is null
