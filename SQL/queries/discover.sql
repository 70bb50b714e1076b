-- discover: a page of a cell with the cell's facts; no row when there is no such city.
-- The first columns tell the cell and are the same in every row; generation is null when the date
-- has no cell. The item's columns are null when the page is empty. Store writes the keys of the
-- wanted order in place of "r.recommended as sort_key, r.space_id as tie_key", both ascending, and
-- what the order needs of the comments "in key order", "in index order" and "by distance".
-- A small cell's page is the top of its slice. A large cell's is found along an index of the order,
-- or in the blocks in which a row may pass the filters, whichever reads less.
-- $1 text city slug, $2 date date, $3 int8 generation to read at, the greatest for the live one,
-- $4 int8 and $5 int8 keys of the item before the page, the least for the first page,
-- $6 int4 rows, $7 text[] add-ons, $8 text[] categories, $9 int4 and $10 int4 capacity from and to,
-- $11 int8 and $12 int8 price from and to, $13 int8, $14 int8 and $15 int8 place,
-- $16 int8 greatest squared chord, $17 bool no filter, $18 bool total wanted,
-- $19 timestamptz instant to read at, or null to read at $3
with head as materialized (
  select
    c.city_id,
    c.currency,
    c.catalogue_version,
    l.generation,
    l.version,
    -- No version, no row to read: an empty cell answers alone.
    case when e.row_count > 0 then l.version end as filled_version,
    case when e.row_count between 1 and 10000 then l.version end as small_version,
    case when e.row_count > 10000 then l.version end as large_version,
    e.row_count,
    e.built_at,
    e.inputs_as_of,
    d.status = 'open' as is_open,
    case
      when d.holiday is not null then json_build_object(
        'holiday_id', d.holiday -> 'holiday_id', 'name', d.holiday -> 'name',
        'category', d.holiday -> 'category', 'observed', d.holiday -> 'observed'
      )::text
    end as holiday,
    -- A check finds what is live equal to its inputs, and says nothing of what was live before.
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
        when $19::timestamptz is null then $3
        else coalesce(
          (
            select g.generation
            from almanac.generation as g
            where g.city_id = c.city_id and g.published_at <= $19
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
  left join almanac.day as d on c.city_id = d.city_id and e.day_hash = d.day_hash
  -- A city that was removed is known as of then alone.
  where c.slug = $1 and (c.removed_at is null or l.version is not null)
),

-- The sign bit stands for an add-on that the city does not know: no row has it.
asked as materialized (
  select
    (
      select
        coalesce(bit_or(1::bigint << a.bit), 0)
        | case when count(*) < cardinality($7::text[]) then -9223372036854775808 else 0 end
      from almanac.add_on as a
      where a.city_id = (select h.city_id from head as h) and a.add_on = any($7::text[])
    ) as add_ons,
    (
      select array_agg(k.category_id)
      from almanac.category as k
      where
        k.city_id = (select h.city_id from head as h)
        and (cardinality($8::text[]) = 0 or k.name = any($8::text[]))
    ) as category_ids
),

-- The blocks of a large cell in which a row may pass the filters.
zone as materialized (
  select b.*
  from almanac.result_block as b
  cross join lateral (
    select
      greatest(b.least_x - $13::bigint, $13::bigint - b.greatest_x, 0) as x,
      greatest(b.least_y - $14::bigint, $14::bigint - b.greatest_y, 0) as y,
      greatest(b.least_z - $15::bigint, $15::bigint - b.greatest_z, 0) as z
  ) as g
  where
    b.city_id = (select h.city_id from head as h)
    and b.version = (select h.large_version from head as h)
    and (
      $17 or (
        b.category_id = any((select a.category_ids from asked as a)::smallint[])
        and (select a.add_ons from asked as a) & ~b.add_ons = 0
        and b.greatest_capacity >= $9
        and b.least_capacity <= $10
        and b.greatest_price_minor >= $11
        and b.least_price_minor <= $12
        and ($16 = 9223372036854775807 or g.x * g.x + g.y * g.y + g.z * g.z <= $16)
      )
    )
),

-- The categories of a large cell to walk along an index; of the others few rows may pass.
walked as materialized (
  select unnest(a.category_ids) as category_id
  from asked as a
  cross join head as h
  where $17 and h.large_version is not null
  union all
  select z.category_id
  from zone as z
  where not $17
  group by z.category_id
  having sum(z.items) > 1000
),

-- The top of the cell's slice.
slice_page as (
  select
    r.card_id,
    r.price_minor,
    r.capacity,
    r.units,
    r.add_ons,
    r.sort_key,
    r.tie_key,
    g.squared_chord
  from (
    select
      r.*,
      s.sort_key,
      s.tie_key
    from almanac.result as r
    cross join lateral (select r.recommended as sort_key, r.space_id as tie_key) as s
    where
      r.city_id = (select h.city_id from head as h)
      and r.version = (select h.small_version from head as h)
      and (s.sort_key, s.tie_key) > ($4::bigint, $5::bigint)
    -- in key order: order by r.recommended, r.space_rank offset 0
  ) as r
  cross join lateral (
    select
      (r.x - $13::bigint) * (r.x - $13::bigint)
      + (r.y - $14::bigint) * (r.y - $14::bigint)
      + (r.z - $15::bigint) * (r.z - $15::bigint) as squared_chord
  ) as g
  where
    $17 or (
      r.category_id = any((select a.category_ids from asked as a)::smallint[])
      and (select a.add_ons from asked as a) & ~r.add_ons = 0
      and r.capacity between $9 and $10
      and r.price_minor between $11 and $12
      and ($16 = 9223372036854775807 or g.squared_chord <= $16)
    )
  order by r.sort_key, r.tie_key
  limit $6
),

-- A page of each category that is walked: each scan stops when its page is full. The fence keeps
-- the order; with an ORDER BY outside the planner would not know that few rows are wanted.
walked_page as ( -- noqa: ST03
  select r.*
  from walked as n
  cross join lateral (
    select
      r.card_id,
      r.price_minor,
      r.capacity,
      r.units,
      r.add_ons,
      r.sort_key,
      r.tie_key,
      g.squared_chord
    from (
      select
        r.*,
        s.sort_key,
        s.tie_key
      from almanac.result as r
      cross join lateral (select r.recommended as sort_key, r.space_id as tie_key) as s
      where
        r.city_id = (select h.city_id from head as h)
        and r.version = (select h.large_version from head as h)
        and r.category_id = n.category_id
        and r.block > 0
        and (r.recommended, r.space_id) > ($4, $5)
      order by r.recommended, r.space_rank
      offset 0
    ) as r
    cross join lateral (
      select
        (r.x - $13::bigint) * (r.x - $13::bigint)
        + (r.y - $14::bigint) * (r.y - $14::bigint)
        + (r.z - $15::bigint) * (r.z - $15::bigint) as squared_chord
    ) as g
    where
      $17 or (
        r.category_id = any((select a.category_ids from asked as a)::smallint[])
        and (select a.add_ons from asked as a) & ~r.add_ons = 0
        and r.capacity between $9 and $10
        and r.price_minor between $11 and $12
        and ($16 = 9223372036854775807 or g.squared_chord <= $16)
      )
    limit $6
  ) as r
),

-- By distance: the blocks that reach beyond the cursor, by how near the nearest place of each is.
ranked as materialized (
  select
    b.category_id,
    b.block,
    d.nearest,
    sum(b.items) over by_place as items,
    sum(b.items) filter (where d.nearest > $4) over by_place as items_beyond
  from zone as b
  cross join lateral (
    select
      greatest(b.least_x - $13::bigint, $13::bigint - b.greatest_x, 0) as x,
      greatest(b.least_y - $14::bigint, $14::bigint - b.greatest_y, 0) as y,
      greatest(b.least_z - $15::bigint, $15::bigint - b.greatest_z, 0) as z,
      greatest($13::bigint - b.least_x, b.greatest_x - $13::bigint)::float8 as far_x,
      greatest($14::bigint - b.least_y, b.greatest_y - $14::bigint)::float8 as far_y,
      greatest($15::bigint - b.least_z, b.greatest_z - $15::bigint)::float8 as far_z
  ) as g
  cross join lateral (select g.x * g.x + g.y * g.y + g.z * g.z as nearest) as d
  -- The farthest corner may be farther than an integer holds; the margin is for its rounding.
  where (g.far_x * g.far_x + g.far_y * g.far_y + g.far_z * g.far_z) * 1.000001 >= $4
  window by_place as (order by d.nearest, b.category_id, b.block)
),

-- Enough blocks for a page of most filters, wherever in the order it begins: a deep page costs what
-- the first one does. The cursor's circle goes through more blocks the wider it is, and they alone
-- may not hold a page.
near_block as materialized (
  select r.*
  from ranked as r
  where r.items <= 3000 or coalesce(r.items_beyond, 0) <= 500
),

-- What is nearer than all blocks that are left out comes before their rows.
fence as materialized (
  select min(r.nearest) as nearest
  from ranked as r
  where r.items > 3000 and r.items_beyond > 500
),

near_page as materialized (
  select
    r.card_id,
    r.price_minor,
    r.capacity,
    r.units,
    r.add_ons,
    r.sort_key,
    r.tie_key,
    r.sort_key as squared_chord
  from near_block as n
  cross join lateral (
    select
      r.*,
      s.sort_key,
      s.tie_key
    from almanac.result as r
    cross join lateral (select r.recommended as sort_key, r.space_id as tie_key) as s
    where
      r.city_id = (select h.city_id from head as h)
      and r.version = (select h.large_version from head as h)
      and r.category_id = n.category_id
      and r.block = n.block
      and r.block <> 0
    offset 0
  ) as r
  where
    (r.sort_key, r.tie_key) > ($4::bigint, $5::bigint)
    and r.sort_key < coalesce((select f.nearest from fence as f), 9223372036854775807)
    and (
      $17 or (
        r.category_id = any((select a.category_ids from asked as a)::smallint[])
        and (select a.add_ons from asked as a) & ~r.add_ons = 0
        and r.capacity between $9 and $10
        and r.price_minor between $11 and $12
        and ($16 = 9223372036854775807 or r.sort_key <= $16)
      )
    )
  order by r.sort_key, r.tie_key
  limit $6
),

-- Whether that is the whole page.
near as materialized ( -- noqa: ST03
  select
    count(*) = $6 or (select f.nearest from fence as f) is null as is_whole
  from near_page
),

-- The blocks whose rows are all looked at.
read_block as (
  select z.*
  from zone as z
  where not $17 and z.category_id not in (select w.category_id from walked as w)
  -- by distance: where not (select n.is_whole from near as n)
),

block_page as (
  select
    r.card_id,
    r.price_minor,
    r.capacity,
    r.units,
    r.add_ons,
    r.sort_key,
    r.tie_key,
    g.squared_chord
  from read_block as n
  cross join lateral (
    select
      r.*,
      s.sort_key,
      s.tie_key
    from almanac.result as r
    cross join lateral (select r.recommended as sort_key, r.space_id as tie_key) as s
    where
      r.city_id = (select h.city_id from head as h)
      and r.version = (select h.large_version from head as h)
      and r.category_id = n.category_id
      and r.block = n.block
      and r.block <> 0
    offset 0
  ) as r
  cross join lateral (
    select
      (r.x - $13::bigint) * (r.x - $13::bigint)
      + (r.y - $14::bigint) * (r.y - $14::bigint)
      + (r.z - $15::bigint) * (r.z - $15::bigint) as squared_chord
  ) as g
  where
    (r.sort_key, r.tie_key) > ($4::bigint, $5::bigint)
    and (
      $17 or (
        r.category_id = any((select a.category_ids from asked as a)::smallint[])
        and (select a.add_ons from asked as a) & ~r.add_ons = 0
        and r.capacity between $9 and $10
        and r.price_minor between $11 and $12
        and ($16 = 9223372036854775807 or g.squared_chord <= $16)
      )
    )
  order by r.sort_key, r.tie_key
  limit $6
),

page as (
  select *
  from (
    select * from slice_page
    union all
    select * from block_page
    -- in index order: union all select * from walked_page
    -- by distance: union all select * from near_page where (select n.is_whole from near as n)
  ) as p
  -- in index order: order by p.sort_key, p.tie_key limit $6
)

select
  h.*,
  case
    when $17 then h.row_count
    when $18 then (
      select count(*)
      from (
        select *
        from almanac.result as r
        where
          r.city_id = (select h.city_id from head as h)
          and r.version = (select h.filled_version from head as h)
        order by r.recommended, r.space_rank
        -- Of a large cell the total is a least one, and not worth more time than the page.
        limit (select case when h.row_count > 10000 then 2500 else 10000 end from head as h)
      ) as r
      cross join lateral (
        select
          (r.x - $13::bigint) * (r.x - $13::bigint)
          + (r.y - $14::bigint) * (r.y - $14::bigint)
          + (r.z - $15::bigint) * (r.z - $15::bigint) as squared_chord
      ) as g
      where
        r.category_id = any((select a.category_ids from asked as a)::smallint[])
        and (select a.add_ons from asked as a) & ~r.add_ons = 0
        and r.capacity between $9 and $10
        and r.price_minor between $11 and $12
        and ($16 = 9223372036854775807 or g.squared_chord <= $16)
    )
  end::int as total,
  p.sort_key::bigint as sort_key,
  p.tie_key,
  p.price_minor,
  p.capacity,
  p.units,
  p.squared_chord,
  k.fragment,
  case
    when p.add_ons = k.add_ons then k.add_on_list
    else (
      select coalesce(json_agg(a.add_on order by a.add_on), '[]')::text
      from almanac.add_on as a
      where a.city_id = h.city_id and p.add_ons & (1::bigint << a.bit) <> 0
    )
  end as add_on_list
from head as h
left join page as p on true
left join almanac.card as k on h.city_id = k.city_id and p.card_id = k.card_id
order by p.sort_key, p.tie_key
