-- standing_failures: the cities that failed when they were last looked at, and why. No run has
-- compared them with their inputs since, and none of the same command has ended without their
-- failure.
-- $1 timestamptz since when the failure of a watch counts, which looks at a city again and again
select distinct on (f.city_id)
  f.city_id,
  f.run_id,
  coalesce(f.city, c.slug, f.city_id::text) as city,
  f.stage,
  f.message
from almanac.run_failure as f
inner join almanac.run as r on f.run_id = r.run_id
left join almanac.city as c on f.city_id = c.city_id
where
  not exists (
    select 1 from almanac.city_check as k
    where k.city_id = f.city_id and k.run_id > f.run_id
  )
  and case
    when r.command = 'watch' then f.failed_at >= $1
    else not exists (
      select 1 from almanac.run as n
      where
        n.command = r.command
        and n.run_id > f.run_id
        and n.outcome in ('done', 'findings', 'failed')
        and not exists (
          select 1 from almanac.run_failure as g
          where g.run_id = n.run_id and g.city_id = f.city_id
        )
    )
  end
order by f.city_id, f.run_id desc
