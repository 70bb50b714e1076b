-- prune_pointers: removes the pointers of a city that neither readers nor retention need.
-- Past dates go; of closed intervals stay those that a retained checkpoint falls into and those
-- that were live a moment ago, for readers between two pages.
-- $1 int4 city_id, $2 date today of the city, $3 timestamptz the present,
-- $4 int4 checkpoints to retain, $5 float8 seconds to retain checkpoints,
-- $6 float8 seconds for which a superseded version stays readable
with checkpoint as (
  select n.generation
  from (
    select
      g.generation,
      g.published_at,
      row_number() over (order by g.generation desc) as age
    from almanac.generation as g
    where g.city_id = $1 and g.kind <> 'refresh'
  ) as n
  where n.age <= $4::integer and n.published_at >= $3::timestamptz - make_interval(secs => $5)
)

delete from almanac.cell_live as l
where
  l.city_id = $1
  and (
    l.date < $2
    or (
      l.to_generation is not null
      and not exists (
        select 1 from checkpoint as c
        where c.generation >= l.from_generation and c.generation < l.to_generation
      )
      and exists (
        select 1 from almanac.generation as g
        where
          g.generation = l.to_generation
          and g.published_at < $3::timestamptz - make_interval(secs => $6)
      )
    )
  )
