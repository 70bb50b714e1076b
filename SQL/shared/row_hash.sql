-- row_hash: what a row of results shows, in one number; "k" is its card.
select
  hashint4extended(
    r.recommended,
    hashint4extended(
      r.units,
      hashint8extended(
        r.price_minor,
        hashint8extended(k.shown_hash, hashint4extended(r.capacity, r.add_ons))
      )
    )
  )
from almanac.result as r
inner join almanac.card as k on r.city_id = k.city_id and r.card_id = k.card_id
