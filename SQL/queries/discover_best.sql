-- discover_best: a page of all of a cell in the recommended order, with the columns of discover.
-- The slice is read in the order of its key until the page is full, however large the cell. The
-- planner cannot know that ids ascend with their ranks.
-- $1 text city slug, $2 date date, $3 int8 generation to read at, the greatest for the live one,
-- $4 timestamptz instant to read at, or null to read at $3, $5 int8, $6 int8 and $7 int8 place,
-- $8 int8 and $9 int8 keys of the item before the page, the least for the first page, $10 int8 rows
with head as materialized (select * from shared.head),

page as (
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
    and (s.sort_key, s.tie_key) > ($8::bigint, $9::bigint)
  order by r.recommended, r.space_rank
  limit $10
)

select
  h.*,
  h.row_count as total,
  i.*
from head as h
left join shared.item as i on true
order by i.sort_key, i.tie_key
