-- claim_city: writes a city under its slug and answers its number, the old one if it had one.
-- $1 text slug, $2 text name, $3 text country, $4 text subdivision, $5 text time zone,
-- $6 text currency, $7 float8 latitude, $8 float8 longitude
insert into source.city as c (
  city_id, slug, name, country, subdivision, time_zone, currency, latitude, longitude
)
select
  coalesce(
    (select k.city_id from source.city as k where k.slug = $1),
    (select coalesce(max(k.city_id), 0) + 1 from source.city as k)
  ),
  $1,
  $2,
  $3,
  $4,
  $5,
  $6,
  $7,
  $8
on conflict (slug) do update
set
  name = excluded.name,
  country = excluded.country,
  subdivision = excluded.subdivision,
  time_zone = excluded.time_zone,
  currency = excluded.currency,
  latitude = excluded.latitude,
  longitude = excluded.longitude
returning c.city_id
