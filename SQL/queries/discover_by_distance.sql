-- discover_by_distance: a page of a large cell in the order of the distance from a place.
-- It has the columns of discover and is right for every cell. Blocks are read by how near they are,
-- as far as a page of most filters needs; all in which a row may pass where that is too few. Store
-- writes the keys of the order.
-- $1 text city slug, $2 date date, $3 int8 generation to read at, the greatest for the live one,
-- $4 timestamptz instant to read at, or null to read at $3, $5 int8, $6 int8 and $7 int8 place,
-- $8 int8 greatest squared chord, $9 text[] add-ons, $10 text[] categories,
-- $11 int4 and $12 int4 capacity from and to, $13 int8 and $14 int8 price from and to,
-- $15 int8 and $16 int8 keys of the item before the page, the least for the first page,
-- $17 int8 rows, $18 int4 rows of a cell up to which its total is exact, null when none is wanted,
-- $19 bool no filter
with head as materialized (select * from shared.head),

asked as materialized (select * from shared.asked),

zone as materialized (select * from shared.zone),

-- The blocks that reach beyond the cursor, by how near the nearest place of each is.
ranked as materialized (
  select
    b.category_id,
    b.block,
    d.nearest,
    sum(b.items) over by_place as items,
    sum(b.items) filter (where d.nearest > $15) over by_place as items_beyond
  from zone as b
  cross join lateral (
    select
      greatest(b.least_x - $5::bigint, $5::bigint - b.greatest_x, 0) as x,
      greatest(b.least_y - $6::bigint, $6::bigint - b.greatest_y, 0) as y,
      greatest(b.least_z - $7::bigint, $7::bigint - b.greatest_z, 0) as z,
      greatest($5::bigint - b.least_x, b.greatest_x - $5::bigint)::float8 as far_x,
      greatest($6::bigint - b.least_y, b.greatest_y - $6::bigint)::float8 as far_y,
      greatest($7::bigint - b.least_z, b.greatest_z - $7::bigint)::float8 as far_z
  ) as g
  cross join lateral (select g.x * g.x + g.y * g.y + g.z * g.z as nearest) as d
  -- The farthest corner may be farther than an integer holds; the margin is for its rounding.
  where (g.far_x * g.far_x + g.far_y * g.far_y + g.far_z * g.far_z) * 1.000001 >= $15
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
    r.tie_key
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
      and r.version = (select h.version from head as h)
      and r.category_id = n.category_id
      and r.block = n.block
      and r.block <> 0
    offset 0
  ) as r
  where
    (r.sort_key, r.tie_key) > ($15::bigint, $16::bigint)
    and r.sort_key < coalesce((select f.nearest from fence as f), 9223372036854775807)
    and ($19 or shared.passes(r))
  order by r.sort_key, r.tie_key
  limit $17
),

-- Whether that is the whole page.
near as materialized (
  select
    count(*) = $17 or (select f.nearest from fence as f) is null as is_whole
  from near_page
),

slice_page as (select * from shared.slice_page),

read_block as (
  select z.*
  from zone as z
  where not (select n.is_whole from near as n)
),

block_page as (select * from shared.block_page),

page as (
  select * from slice_page
  union all
  select * from block_page
  union all
  select * from near_page where (select n.is_whole from near as n)
)

select
  h.*,
  case
    when $19 then h.row_count
    when $18::int is not null then (select * from shared.counted)
  end::int as total,
  i.*
from head as h
left join shared.item as i on true
order by i.sort_key, i.tie_key
