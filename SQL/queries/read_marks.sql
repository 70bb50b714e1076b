-- read_marks: three numbers of which one moves whenever what is live, how fresh it is, or a
-- catalogue has changed.
select
  coalesce((select max(g.generation) from almanac.generation as g), 0) as generation,
  coalesce((select max(k.run_id) from almanac.city_check as k), 0) as run_id,
  coalesce((select sum(c.catalogue_version) from almanac.city as c), 0)::bigint as catalogue
