-- read_facets: how many items of a cell pass the filters, by category, add-on, capacity and price.
-- No row when there is no such city; else the first row tells the cell, with a null generation when
-- the date has none.
-- $1 text city slug, $2 date date, $3 text[] add-ons, $4 text[] categories,
-- $5 int4 and $6 int4 capacity from and to, $7 int8 and $8 int8 price from and to,
-- $9 int8, $10 int8 and $11 int8 place, $12 int8 greatest squared chord,
-- $13 int8 generation to read at, the greatest for the live one,
-- $14 timestamptz instant to read at, or null to read at $13
with head as materialized (
  select
    c.city_id,
    c.catalogue_version,
    l.generation,
    l.version,
    e.built_at,
    e.inputs_as_of,
    case
      when l.to_generation is null then (
        select k.inputs_as_of
        from almanac.city_check as k
        where k.city_id = c.city_id and $2 between k.from_date and k.to_date
        order by k.run_id desc
        limit 1
      )
    end as checked_as_of
  from almanac.city as c
  cross join lateral (
    select
      case
        when $14::timestamptz is null then $13
        else coalesce(
          (
            select g.generation
            from almanac.generation as g
            where g.city_id = c.city_id and g.published_at <= $14
            order by g.generation desc
            limit 1
          ), 0
        )
      end as generation
  ) as a
  left join lateral (
    select
      p.version,
      p.from_generation as generation,
      p.to_generation
    from almanac.cell_live as p
    where p.city_id = c.city_id and p.date = $2 and p.from_generation <= a.generation
    order by p.from_generation desc
    limit 1
  ) as l on l.to_generation is null or l.to_generation > a.generation
  left join almanac.cell as e on c.city_id = e.city_id and l.version = e.version
  -- A city that was removed is known as of then alone.
  where c.slug = $1 and (c.removed_at is null or l.version is not null)
),

-- The sign bit stands for an add-on that the city does not know: no row has it.
asked as materialized (
  select
    (
      select
        coalesce(bit_or(1::bigint << a.bit), 0)
        | case when count(*) < cardinality($3::text[]) then -9223372036854775808 else 0 end
      from almanac.add_on as a
      where a.city_id = (select h.city_id from head as h) and a.add_on = any($3::text[])
    ) as add_ons,
    (
      select array_agg(k.category_id)
      from almanac.category as k
      where
        k.city_id = (select h.city_id from head as h)
        and (cardinality($4::text[]) = 0 or k.name = any($4::text[]))
    ) as category_ids
),

matching as materialized (
  select
    r.category_id,
    r.add_ons,
    r.capacity,
    r.price_minor
  from almanac.result as r
  where
    r.city_id = (select h.city_id from head as h)
    and r.version = (select h.version from head as h)
    and r.category_id = any((select a.category_ids from asked as a)::smallint[])
    and r.add_ons & (select a.add_ons from asked as a) = (select a.add_ons from asked as a)
    and r.capacity between $5 and $6
    and r.price_minor between $7 and $8
    and (
      $12 = 9223372036854775807
      or (r.x - $9::bigint) * (r.x - $9::bigint)
      + (r.y - $10::bigint) * (r.y - $10::bigint)
      + (r.z - $11::bigint) * (r.z - $11::bigint) <= $12
    )
),

-- Prices in eight bands of one width, from the lowest to the highest.
priced as materialized (
  select
    min(m.price_minor) as lowest,
    (max(m.price_minor) - min(m.price_minor)) / 8 + 1 as width
  from matching as m
),

-- Counted by the value first: what is done for each name or band is done for few of them.
facet as (
  select
    'category' as kind,
    k.name,
    null::bigint as lower_bound,
    null::bigint as upper_bound,
    c.items
  from (
    select
      m.category_id,
      count(*) as items
    from matching as m
    group by m.category_id
  ) as c
  inner join almanac.category as k
    on k.city_id = (select h.city_id from head as h) and c.category_id = k.category_id
  union all
  select
    'add_on',
    a.add_on,
    null,
    null,
    sum(c.items)::bigint
  from (
    select
      m.add_ons,
      count(*) as items
    from matching as m
    group by m.add_ons
  ) as c
  inner join almanac.add_on as a
    on
      a.city_id = (select h.city_id from head as h)
      and c.add_ons & (1::bigint << a.bit) <> 0
  group by a.add_on
  union all
  -- 1, 2, 3 to 4, 5 to 8, and so on: each band ends at twice the end of the one before.
  select
    'capacity',
    null,
    case when b.power = 0 then 1 else (1::bigint << (b.power - 1)) + 1 end,
    1::bigint << b.power,
    sum(c.items)::bigint
  from (
    select
      m.capacity,
      count(*) as items
    from matching as m
    group by m.capacity
  ) as c
  cross join lateral (
    select case when c.capacity <= 1 then 0 else ceil(log(2, c.capacity))::int end as power
  ) as b
  group by b.power
  union all
  select
    'price',
    null,
    p.lowest + p.width * b.band,
    p.lowest + p.width * (b.band + 1) - 1,
    count(*)
  from matching as m
  cross join priced as p
  cross join lateral (select (m.price_minor - p.lowest) / p.width as band) as b
  group by p.lowest, p.width, b.band
)

select
  h.catalogue_version,
  h.generation,
  h.built_at,
  h.inputs_as_of,
  h.checked_as_of,
  f.kind,
  f.name,
  f.lower_bound,
  f.upper_bound,
  coalesce(f.items, (select count(*) from matching)) as items
from head as h
left join (
  select *
  from facet
  union all
  select 'total', null, null, null, null
) as f on true
order by f.kind, f.items desc, f.name, f.lower_bound
