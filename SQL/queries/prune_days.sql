-- prune_days: removes days that no remaining version was built from.
-- $1 int4 city_id
with gone as (
  delete from almanac.day as d
  where
    d.city_id = $1
    and not exists (
      select 1 from almanac.cell as c where c.city_id = $1 and c.day_hash = d.day_hash
    )
  returning d.day_hash
)

delete from almanac.day_scope as s
where s.city_id = $1 and s.day_hash in (select g.day_hash from gone as g)
