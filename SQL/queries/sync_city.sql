-- sync_city: copies one city from the source, keeping its counters.
-- $1 int4 city_id, $2 int2 exponent of the city's currency
insert into almanac.city as c (
  city_id, slug, name, country, subdivision, time_zone, currency, currency_exponent,
  latitude, longitude
)
select
  s.city_id,
  s.slug,
  s.name,
  s.country,
  s.subdivision,
  s.time_zone,
  s.currency,
  $2,
  s.latitude,
  s.longitude
from source.city as s
where s.city_id = $1
on conflict (city_id) do update
set
  slug = excluded.slug,
  name = excluded.name,
  country = excluded.country,
  subdivision = excluded.subdivision,
  time_zone = excluded.time_zone,
  currency = excluded.currency,
  currency_exponent = excluded.currency_exponent,
  latitude = excluded.latitude,
  longitude = excluded.longitude,
  catalogue_version = c.catalogue_version + 1
where
  (c.slug, c.name, c.country, c.time_zone, c.currency, c.latitude, c.longitude)
  <> (
    excluded.slug, excluded.name, excluded.country, excluded.time_zone, excluded.currency,
    excluded.latitude, excluded.longitude
  )
  or c.subdivision is distinct from excluded.subdivision
