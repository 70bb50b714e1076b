-- source_hash: what a city's spaces, venues and add-ons hash to now, and did when its cards were
-- last made. The seeds tell the relations apart; the first is the form of the cards, to be moved
-- when sync_cards makes others from the same source.
-- $1 int4 city_id
select
  coalesce(mod(sum(r.row_hash), 9223372036854775807), 0)::bigint as present,
  (select c.source_hash from almanac.city as c where c.city_id = $1) as stored
from (
  select
    hash_record_extended(
      row(
        s.venue_id, s.space_id, s.name, s.category, s.capacity, s.units, s.base_price_minor,
        s.rating, s.active
      ), 1
    ) as row_hash
  from source.space as s
  where s.city_id = $1
  union all
  select hash_record_extended(row(v.venue_id, v.name, v.latitude, v.longitude, v.active), 2)
  from source.venue as v
  where v.city_id = $1
  union all
  select hash_record_extended(row(a.add_on, a.name), 3)
  from source.add_on as a
  where a.city_id = $1
  union all
  select hash_record_extended(row(sa.space_id, sa.add_on), 4)
  from source.space_add_on as sa
  where sa.city_id = $1
) as r
