-- cells_beyond: the live cells of a city after a date that no rollback has fixed and that the last
-- run of no other job has looked at, by date; a run of long ago counts for nothing, and nor does a
-- command that somebody has typed, unless it names its job.
-- $1 int4 city_id, $2 date last of the horizon, $3 text command, $4 timestamptz since when a run
-- counts
with last_run as (
  select max(k.run_id) as run_id
  from almanac.city_check as k
  inner join almanac.run as r on k.run_id = r.run_id
  where
    k.city_id = $1
    and k.inputs_as_of >= $4
    and r.command <> $3
    and (r.command = 'watch' or r.command like 'run %' or r.command like '% --job %')
  group by r.command
)

select
  l.date,
  l.version,
  coalesce(c.row_count, 0) as row_count
from almanac.cell_live as l
left join almanac.cell as c on c.city_id = $1 and l.version = c.version
where
  l.city_id = $1
  and l.date > $2
  and l.to_generation is null
  and not exists (select 1 from almanac.pin as p where p.city_id = $1 and p.dates @> l.date)
  and not exists (
    select 1
    from almanac.city_check as k
    inner join last_run as r on k.run_id = r.run_id
    where k.city_id = $1 and l.date between k.from_date and k.to_date
  )
order by l.date
