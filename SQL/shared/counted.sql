-- counted: how many rows of the cell of "head" pass what is asked.
-- $18 int4 rows of a cell up to which the count is exact
select count(*)
from (
  select *
  from almanac.result as t
  where
    t.city_id = (select h.city_id from head as h)
    and t.version = (select h.version from head as h where h.row_count > 0)
  order by t.recommended, t.space_rank
  -- Beyond, it is a least one, of the best rows, and not worth more time than the page.
  limit (select case when h.row_count > $18 then 2500 end from head as h)
) as r
where shared.passes(r)
