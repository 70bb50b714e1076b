-- current_card: the current cards of a city, as far as cells are built of them.
-- $1 int4 city_id
select
  c.card_id,
  c.space_id,
  c.venue_id,
  c.category_id,
  c.capacity,
  c.units,
  c.base_price_minor,
  c.add_ons,
  c.rating,
  c.x,
  c.y,
  c.z,
  case
    when
      c.space_id in (select d.space_id from almanac.withdrawal as d where d.undone_at is null)
      then 1
    else c.inactive_reason
  end as inactive_reason,
  c.shown_hash
from almanac.card as c
where c.city_id = $1 and c.is_current
