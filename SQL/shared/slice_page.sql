-- slice_page: the page of a cell without blocks, the top of its slice.
-- Store writes the keys of the wanted order.
-- $15 int8 and $16 int8 keys of the item before the page, the least for the first page,
-- $17 int8 rows, $19 bool no filter
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
  and r.version = (select h.version from head as h where h.row_count > 0 and not h.has_blocks)
  and (s.sort_key, s.tie_key) > ($15::bigint, $16::bigint)
  and ($19 or shared.passes(r))
order by s.sort_key, s.tie_key
limit $17
