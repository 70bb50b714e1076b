-- discard_cells: drops the rows of held versions; their ledgers stay, so that the same inputs are
-- not built and held again.
-- $1 int4 city_id, $2 date first, $3 date last, $4 timestamptz discarded_at
with discarded as (
  update almanac.held_cell
  set discarded_at = $4
  where city_id = $1 and date between $2 and $3 and discarded_at is null
  returning date, version
),

gone as (
  delete from almanac.result as r
  using discarded as d
  where r.city_id = $1 and r.version = d.version
),

block_gone as (
  delete from almanac.result_block as b
  using discarded as d
  where b.city_id = $1 and b.version = d.version
)

select d.date
from discarded as d
order by d.date
