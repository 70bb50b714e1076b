-- item: what the answer shows of each row of "page", from the city of "head".
-- $5 int8, $6 int8 and $7 int8 place
select
  p.sort_key::bigint as sort_key,
  p.tie_key,
  p.price_minor,
  p.capacity,
  p.units,
  shared.squared_chord(k) as squared_chord,
  k.fragment,
  case
    when p.add_ons = k.add_ons then k.add_on_list
    else (
      select coalesce(json_agg(a.add_on order by a.add_on), '[]')::text
      from almanac.add_on as a
      where a.city_id = k.city_id and p.add_ons & (1::bigint << a.bit) <> 0
    )
  end as add_on_list
from page as p
left join almanac.card as k
  on k.city_id = (select h.city_id from head as h) and p.card_id = k.card_id
