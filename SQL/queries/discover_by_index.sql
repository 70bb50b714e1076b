-- discover_by_index: a page of a large cell in the order of one of its indexes.
-- It has the columns of discover and is right for every cell. Categories in which many rows may
-- pass are walked along the index; of the others the blocks are read in which one may. Store
-- writes the keys of the wanted order, and in place of what names r.recommended twice, its index's.
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

walked as materialized (
  select unnest(a.category_ids) as category_id
  from asked as a
  cross join head as h
  where $19 and h.has_blocks
  union all
  select z.category_id
  from zone as z
  where not $19
  group by z.category_id
  having sum(z.items) > 1000
),

-- A page of each category that is walked: each scan stops when its page is full. The fence keeps
-- the order; with an ORDER BY outside the planner would not know that few rows are wanted.
walked_page as (
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
      r.tie_key
    from (
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
        and r.block > 0
        and (r.recommended, r.space_id) > ($15::bigint, $16::bigint)
      order by r.recommended, r.space_rank
      offset 0
    ) as r
    where $19 or shared.passes(r)
    limit $17
  ) as r
),

slice_page as (select * from shared.slice_page),

read_block as (
  select z.*
  from zone as z
  where not $19 and z.category_id not in (select w.category_id from walked as w)
),

block_page as (select * from shared.block_page),

page as (
  select *
  from (
    select * from slice_page
    union all
    select * from block_page
    union all
    select * from walked_page
  ) as p
  order by p.sort_key, p.tie_key
  limit $17
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
