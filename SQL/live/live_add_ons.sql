-- live_add_ons: the names of the add-ons that each space of a city offers.
-- $1 int4 city_id
select
  o.space_id,
  array_agg(o.add_on) as add_ons
from source.space_add_on as o
where o.city_id = $1
group by o.space_id
