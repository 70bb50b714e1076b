-- free_add_ons: takes their bits from those add-ons of a city that it offers no more, that no card
-- has, current or not, and that no stored day closes: no stored row can show them.
-- $1 int4 city_id
delete from almanac.add_on as a
using (
  select
    (
      select coalesce(bit_or(c.add_ons), 0)
      from almanac.card as c
      where c.city_id = $1
    ) | (
      select coalesce(bit_or(d.closed_add_ons), 0)
      from almanac.day as d
      where d.city_id = $1
    ) | (
      select coalesce(bit_or(s.closed_add_ons), 0)
      from almanac.day_scope as s
      where s.city_id = $1
    ) as add_ons
) as used
where
  a.city_id = $1
  and used.add_ons & (1::bigint << a.bit) = 0
  and not exists (
    select 1 from source.add_on as s
    where s.city_id = $1 and s.add_on = a.add_on
  )
