-- asked: the filters by name as the numbers of the city of "head".
-- $9 text[] add-ons, $10 text[] categories
select
  -- The sign bit stands for an add-on that the city does not know: no row has it.
  (
    select
      coalesce(bit_or(1::bigint << a.bit), 0)
      | case when count(*) < cardinality($9::text[]) then -9223372036854775808 else 0 end
    from almanac.add_on as a
    where a.city_id = (select h.city_id from head as h) and a.add_on = any($9::text[])
  ) as add_ons,
  (
    select array_agg(k.category_id)
    from almanac.category as k
    where
      k.city_id = (select h.city_id from head as h)
      and (cardinality($10::text[]) = 0 or k.name = any($10::text[]))
  ) as category_ids
