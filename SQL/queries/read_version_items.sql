-- read_version_items: every item of a built version in the default order.
-- $1 int4 city_id, $2 int4 version
select
  r.price_minor,
  r.capacity,
  r.units,
  k.fragment,
  case
    when r.add_ons = k.add_ons then k.add_on_list
    else (
      select coalesce(json_agg(a.add_on order by a.add_on), '[]')::text
      from almanac.add_on as a
      where a.city_id = $1 and r.add_ons & (1::bigint << a.bit) <> 0
    )
  end as add_on_list
from almanac.result as r
inner join almanac.card as k on k.city_id = $1 and r.card_id = k.card_id
where r.city_id = $1 and r.version = $2
order by r.recommended, r.space_id
