-- zone: the blocks of the cell of "head" in which a row may pass what is asked.
-- $5 int8, $6 int8 and $7 int8 place, $8 int8 greatest squared chord,
-- $11 int4 and $12 int4 capacity from and to, $13 int8 and $14 int8 price from and to,
-- $19 bool no filter
select b.*
from almanac.result_block as b
cross join lateral (
  select
    greatest(b.least_x - $5::bigint, $5::bigint - b.greatest_x, 0) as x,
    greatest(b.least_y - $6::bigint, $6::bigint - b.greatest_y, 0) as y,
    greatest(b.least_z - $7::bigint, $7::bigint - b.greatest_z, 0) as z
) as g
where
  b.city_id = (select h.city_id from head as h)
  and b.version = (select h.version from head as h where h.has_blocks)
  and (
    $19 or (
      b.category_id = any((select a.category_ids from asked as a)::smallint[])
      and (select a.add_ons from asked as a) & ~b.add_ons = 0
      and b.greatest_capacity >= $11
      and b.least_capacity <= $12
      and b.greatest_price_minor >= $13
      and b.least_price_minor <= $14
      and ($8 = 9223372036854775807 or g.x * g.x + g.y * g.y + g.z * g.z <= $8)
    )
  )
