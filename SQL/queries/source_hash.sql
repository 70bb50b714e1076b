-- source_hash: what a city's spaces, venues and add-ons hash to now, and what is kept of the last
-- time that its cards were made: the same hash of then, and what the cards hash to.
-- The seeds tell the relations apart; the first is the form of the cards, to be moved when
-- sync_cards makes others from the same source.
-- $1 int4 city_id
select
  r.present,
  c.source_hash as stored,
  c.catalogue_hash,
  c.add_ons_hash,
  c.spaces
from (
  select coalesce(mod(sum(r.row_hash), 9223372036854775807), 0)::bigint as present
  from (
    select
      hash_record_extended(
        row(
          s.venue_id, s.space_id, s.name, s.category, s.capacity, s.units, s.base_price_minor,
          s.rating, s.active, s.attributes
        ), 6
      ) as row_hash
    from source.space as s
    where s.city_id = $1
    union all
    select
      hash_record_extended(
        row(v.venue_id, v.name, v.latitude, v.longitude, v.active, v.attributes), 2
      )
    from source.venue as v
    where v.city_id = $1
    union all
    select hash_record_extended(row(a.add_on, a.name), 3)
    from source.add_on as a
    where a.city_id = $1
    union all
    select hash_record_extended(row(sa.space_id, sa.add_on, sa.price_minor), 4)
    from source.space_add_on as sa
    where sa.city_id = $1
  ) as r
) as r
left join almanac.city as c on c.city_id = $1
