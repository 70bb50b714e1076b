-- catalogue_hash: what the current cards of a city hash to.
-- $1 int4 city_id
select
  coalesce(
    mod(sum(hashint8extended(c.card_id, c.content_hash)), 9223372036854775807), 0
  )::bigint as catalogue_hash,
  count(*)::int as spaces
from almanac.card as c
where c.city_id = $1 and c.is_current
