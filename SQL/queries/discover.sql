-- discover: a page of what passes the filters of a cell, in any order, with the cell's facts.
-- No row when there is no such city. The first columns tell the cell and are the same in every row;
-- generation is null when the date has no cell. The item's columns are null when the page is empty.
-- One pass over the slice finds what passes, to be counted and ordered: right for every cell, and
-- quick for one of some thousand rows. Store writes the keys of the wanted order in place of
-- "r.recommended as sort_key, r.space_id as tie_key", both ascending.
-- $1 text city slug, $2 date date, $3 int8 generation to read at, the greatest for the live one,
-- $4 timestamptz instant to read at, or null to read at $3, $5 int8, $6 int8 and $7 int8 place,
-- $8 int8 greatest squared chord, $9 text[] add-ons, $10 text[] categories,
-- $11 int4 and $12 int4 capacity from and to, $13 int8 and $14 int8 price from and to,
-- $15 int8 and $16 int8 keys of the item before the page, the least for the first page,
-- $17 int8 rows, $18 int4 rows of a cell up to which its total is exact, null when none is wanted
with head as materialized (select * from shared.head),

asked as materialized (select * from shared.asked),

matching as materialized (
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
    -- No version, no row to read: an empty cell answers alone.
    and r.version = (select h.version from head as h where h.row_count > 0)
    and shared.passes(r)
),

page as (
  select *
  from matching as m
  where (m.sort_key, m.tie_key) > ($15::bigint, $16::bigint)
  order by m.sort_key, m.tie_key
  limit $17
)

select
  h.*,
  case
    when h.row_count <= $18 then (select count(*) from matching)
    when h.row_count > $18 then (select * from shared.counted)
  end::int as total,
  i.*
from head as h
left join shared.item as i on true
order by i.sort_key, i.tie_key
