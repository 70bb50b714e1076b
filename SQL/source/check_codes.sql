-- check_codes: the codes of each city, which Swift judges, and whether PostgreSQL knows the zone.
select
  c.city_id,
  c.time_zone,
  c.currency,
  c.country,
  c.subdivision,
  c.time_zone in (select n.name from pg_catalog.pg_timezone_names as n) as knows_zone
from source.city as c
order by c.city_id
