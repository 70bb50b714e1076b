-- pending_changes: the changes of a city that are yet to be looked at, and whether its ledger is
-- right wherever there is none: it was right under the same mark, not too long ago, and no pointer
-- has been moved but by a build. With it what all cells were made of when they were last found
-- right, and how many are live. Read before everything that is to be compared with it.
-- $1 int4 city_id, $2 date first, $3 date last of the horizon, $4 int8 mark or null,
-- $5 timestamptz before which a full comparison is too old
with pending as materialized (
  select *
  from almanac.change
  where city_id = $1 or city_id is null
),

span as (
  select range_agg(daterange(p.from_date, p.to_date)) as covered
  from pending as p
  where
    p.kind in ('source', 'booking', 'price_override') and coalesce(p.from_date < p.to_date, true)
)

select
  array(select p.change_id from pending as p where p.city_id is not null) as change_ids,
  coalesce(
    (select bool_or(p.kind not in ('booking', 'price_override')) from pending as p), false
  ) as touches_catalogue,
  array(
    select $2::date + n
    from generate_series(0, $3::date - $2::date) as n
    where (select s.covered from span as s) @> ($2::date + n)
  ) as dates,
  n.generation,
  c.trusted_from,
  c.trusted_to,
  c.quiet_hash,
  c.quiet_generation,
  c.quiet_cells,
  (
    select count(*)
    from almanac.cell_live as l
    inner join almanac.cell as e on e.city_id = $1 and l.version = e.version
    where l.city_id = $1 and l.date between $2 and $3 and l.to_generation is null
  )::int as live_cells,
  coalesce(
    c.trusted_mark = $4
    and c.trusted_at > $5
    and not exists (
      select 1 from almanac.generation as g
      where
        g.city_id = $1
        and g.generation > c.trusted_generation
        and g.kind not in ('rebuild', 'refresh')
    ), false
  ) as is_trusted
from (
  select coalesce(max(g.generation), 0) as generation
  from almanac.generation as g
  where g.city_id = $1
) as n
left join almanac.city as c on c.city_id = $1
