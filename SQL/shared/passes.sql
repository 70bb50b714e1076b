-- passes: whether a row of results passes what is asked; "asked" has the filters by name.
-- $5 int8, $6 int8 and $7 int8 place, $8 int8 greatest squared chord,
-- $11 int4 and $12 int4 capacity from and to, $13 int8 and $14 int8 price from and to
select
  r.category_id = any((select a.category_ids from asked as a)::smallint[])
  and (select a.add_ons from asked as a) & ~r.add_ons = 0
  and r.capacity between $11 and $12
  and r.price_minor between $13 and $14
  and ($8 = 9223372036854775807 or shared.squared_chord(r) <= $8)
from almanac.result as r
