-- block_page: the page of the rows of the blocks "read_block", all of which are looked at.
-- Store writes the keys of the wanted order.
-- $15 int8 and $16 int8 keys of the item before the page, the least for the first page,
-- $17 int8 rows, $19 bool no filter
select
  r.card_id,
  r.price_minor,
  r.capacity,
  r.units,
  r.add_ons,
  r.sort_key,
  r.tie_key
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
    and r.version = (select h.version from head as h)
    and r.category_id = n.category_id
    and r.block = n.block
    and r.block <> 0
  offset 0
) as r
where
  (r.sort_key, r.tie_key) > ($15::bigint, $16::bigint)
  and ($19 or shared.passes(r))
order by r.sort_key, r.tie_key
limit $17
