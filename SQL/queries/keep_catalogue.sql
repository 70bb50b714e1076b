-- keep_catalogue: remembers what the cards of a city were made from and what they hash to.
-- A card is told by its space: equal content brings back the card that the space had before.
-- $1 int4 city_id, $2 int8 source_hash
update almanac.city as c
set
  source_hash = $2,
  catalogue_hash = k.catalogue_hash,
  add_ons_hash = k.add_ons_hash,
  spaces = k.spaces
from (
  select
    coalesce(
      mod(
        sum(
          hash_record_extended(
            row(
              k.space_id, k.venue_id, k.category_id, k.capacity, k.units, k.base_price_minor,
              k.rating, k.x, k.y, k.z, k.inactive_reason, k.fragment, k.attributes,
              k.venue_attributes
            ), 0
          )
        ), 9223372036854775807
      ), 0
    )::bigint as catalogue_hash,
    coalesce(
      mod(
        sum(
          hashtextextended(
            k.add_on_list,
            jsonb_hash_extended(k.add_on_prices, hashint8extended(k.space_id, k.add_ons))
          )
        )
        filter (where k.add_ons <> 0), 9223372036854775807
      ), 0
    )::bigint as add_ons_hash,
    count(*)::int as spaces
  from almanac.card as k
  where k.city_id = $1 and k.is_current
) as k
where c.city_id = $1
returning c.catalogue_hash, c.add_ons_hash, c.spaces
