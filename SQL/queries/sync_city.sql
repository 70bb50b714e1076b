-- sync_city: copies one city from the source, keeping its counters and, once it has one, its slug,
-- which sync_slugs moves. A new city whose slug another bears gets it with its number until then.
-- $1 int4 city_id, $2 int2 exponent of the city's currency
insert into almanac.city as c (
  city_id, slug, name, country, subdivision, time_zone, currency, currency_exponent,
  latitude, longitude
)
select
  s.city_id,
  case
    when exists (
      select 1 from almanac.city as o where o.slug = s.slug and o.city_id <> s.city_id
    ) then s.slug || '~' || s.city_id
    else s.slug
  end,
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
  name = excluded.name,
  country = excluded.country,
  subdivision = excluded.subdivision,
  time_zone = excluded.time_zone,
  currency = excluded.currency,
  currency_exponent = excluded.currency_exponent,
  latitude = excluded.latitude,
  longitude = excluded.longitude,
  removed_at = null,
  catalogue_version = c.catalogue_version + 1
where
  (c.name, c.country, c.time_zone, c.currency, c.latitude, c.longitude)
  <> (
    excluded.name, excluded.country, excluded.time_zone, excluded.currency,
    excluded.latitude, excluded.longitude
  )
  or c.subdivision is distinct from excluded.subdivision
  or c.removed_at is not null
