-- discover_by_key: a page in the recommended order of what passes the filters of a large cell.
-- It has the columns of discover and is right for every cell. The slice is read in the order of its
-- key until the page is full, or, where few rows lie in blocks in which one may pass, those blocks.
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

read_block as (
  select z.*
  from zone as z
  where (select sum(t.items) from zone as t) <= 4000
),

-- It stops when the page is full. The planner cannot know that ids ascend with their ranks.
slice_page as (
  select
    r.card_id,
    r.price_minor,
    r.capacity,
    r.units,
    r.add_ons,
    s.sort_key,
    s.tie_key
  from almanac.result as r
  cross join lateral (select r.recommended as sort_key, r.space_id as tie_key) as s
  where
    r.city_id = (select h.city_id from head as h)
    and r.version = (
      select h.version
      from head as h
      where
        h.row_count > 0
        and ($19 or not h.has_blocks or (select sum(z.items) from zone as z) > 4000)
    )
    and (s.sort_key, s.tie_key) > ($15::bigint, $16::bigint)
    and ($19 or shared.passes(r))
  order by r.recommended, r.space_rank
  limit $17
),

block_page as (select * from shared.block_page),

page as (
  select * from slice_page
  union all
  select * from block_page
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
