-- read_marks: four numbers of which one moves whenever what is live, how fresh it is, or a
-- catalogue has changed. A run looks at one city after the other, and beside other runs, so the
-- newest run alone does not tell.
select
  coalesce((select max(g.generation) from almanac.generation as g), 0) as generation,
  k.run_id,
  k.checks,
  coalesce((select sum(c.catalogue_version) from almanac.city as c), 0)::bigint as catalogue
from (
  select
    coalesce(max(h.run_id), 0) as run_id,
    count(*) as checks
  from almanac.city_check as h
) as k
