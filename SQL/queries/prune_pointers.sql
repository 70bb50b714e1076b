-- prune_pointers: removes the pointers of a city that neither readers nor retention need; answers
-- how many. Past dates go, with what is held or pinned of them. Of closed intervals those stay that
-- a retained moment falls into, and those that were live a moment ago, for readers between two
-- pages. A generation that has lost an interval is retained no more.
-- $1 int4 city_id, $2 date today of the city, $3 timestamptz the present,
-- $4 int4 checkpoints to retain, $5 float8 seconds to retain checkpoints,
-- $6 float8 seconds for which a superseded version stays readable
with checkpoint as (
  select n.generation
  from (
    select
      g.generation,
      greatest(g.published_at, g.confirmed_at) as right_at,
      row_number() over (order by g.generation desc) as age
    from almanac.generation as g
    where g.city_id = $1 and (g.kind <> 'refresh' or g.confirmed_at is not null)
  ) as n
  -- However old it is, the one before the present stays: there is always a way back.
  where
    n.age <= $4::integer
    and (n.age <= 2 or n.right_at >= $3::timestamptz - make_interval(secs => $5))
),

-- What was live of the city when other cities' runs ended: one number goes back to all of them.
run_end as (
  select max(g.generation) as generation
  from (
    select
      p.generation,
      p.run_id
    from almanac.generation as p
    where p.kind <> 'refresh' and p.published_at >= $3::timestamptz - make_interval(secs => $5)
    union all
    select
      c.generation,
      c.confirmed_by
    from almanac.generation as c
    where c.confirmed_at >= $3::timestamptz - make_interval(secs => $5)
  ) as g
  group by g.run_id
  order by 1 desc
  limit $4
),

moment as materialized (
  select c.generation from checkpoint as c
  union
  select e.generation
  from run_end as e
  where e.generation >= (select min(c.generation) from checkpoint as c)
),

gone as (
  delete from almanac.cell_live as l
  where
    l.city_id = $1
    and (
      l.date < $2
      or (
        l.to_generation is not null
        and not exists (
          select 1 from moment as m
          where m.generation >= l.from_generation and m.generation < l.to_generation
        )
        and exists (
          select 1 from almanac.generation as g
          where
            g.generation = l.to_generation
            and g.published_at < $3::timestamptz - make_interval(secs => $6)
        )
      )
    )
  returning l.date, l.from_generation, l.to_generation
),

lost as (
  update almanac.generation as g
  set is_retained = false
  where
    g.city_id = $1
    and g.is_retained
    and exists (
      select 1 from gone as o
      where o.date >= $2 and o.from_generation <= g.generation and o.to_generation > g.generation
    )
),

past_hold as (
  delete from almanac.held_cell as h
  where h.city_id = $1 and h.date < $2
),

past_pin as (
  delete from almanac.pin as p
  where p.city_id = $1 and p.dates <@ daterange(null, $2)
),

part_past_pin as (
  update almanac.pin as p
  set dates = p.dates - datemultirange(daterange(null, $2))
  where
    p.city_id = $1
    and p.dates && daterange(null, $2)
    and not p.dates <@ daterange(null, $2)
)

select count(*)::int as pointers
from gone
