-- city_freshness: of each city's live cells from its today on, when the one that was compared with
-- its inputs longest ago was, and those that the last run of no command has reached.
-- $1 timestamptz the present, $2 date today or null for each city's own, $3 int4 how many days
-- ahead a date is far, or null when none is, $4 timestamptz since when a check of a far date does
with last_run as (
  select
    k.city_id,
    r.command,
    max(k.run_id) as run_id
  from almanac.city_check as k
  inner join almanac.run as r on k.run_id = r.run_id
  group by k.city_id, r.command
),

looked as (
  select
    k.city_id,
    k.from_date,
    k.to_date,
    max(k.inputs_as_of) as checked_at,
    bool_or(l.run_id is not null) as is_last
  from almanac.city_check as k
  left join last_run as l on k.city_id = l.city_id and k.run_id = l.run_id
  group by k.city_id, k.from_date, k.to_date
),

present as (
  select
    c.city_id,
    c.slug,
    coalesce($2::date, ($1::timestamptz at time zone c.time_zone)::date) as today
  from almanac.city as c
  where c.removed_at is null
),

live as (
  select
    p.slug,
    p.today,
    e.date,
    greatest(e.inputs_as_of, max(k.checked_at)) as checked_at,
    coalesce(bool_or(k.is_last), false) as is_reached
  from present as p
  inner join almanac.cell_live as l
    on p.city_id = l.city_id and l.to_generation is null and l.date >= p.today
  inner join almanac.cell as e on l.city_id = e.city_id and l.version = e.version
  left join looked as k on l.city_id = k.city_id and l.date between k.from_date and k.to_date
  group by p.slug, p.today, e.date, e.inputs_as_of
)

select
  v.slug,
  min(v.checked_at) as checked_at,
  (count(*) filter (where not v.is_reached))::int as cells,
  min(v.date) filter (where not v.is_reached) as first_date,
  max(v.date) filter (where not v.is_reached) as last_date,
  min(v.checked_at) filter (where not v.is_reached) as unreached_checked_at
from live as v
where coalesce(v.date - v.today < $3::int or v.checked_at < $4::timestamptz, true)
group by v.slug
