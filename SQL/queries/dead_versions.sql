-- dead_versions: the versions of a city that no pointer and no hold names, oldest first.
-- Only under the city's lease: a build in progress has versions without pointers.
-- $1 int4 city_id
select c.version
from almanac.cell as c
where
  c.city_id = $1
  and not exists (
    select 1 from almanac.cell_live as l
    where l.city_id = $1 and l.date = c.date and l.version = c.version
  )
  and not exists (
    select 1 from almanac.held_cell as h where h.city_id = $1 and h.version = c.version
  )
order by c.version
