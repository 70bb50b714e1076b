-- catalogue_prints: what the current cards of a city hash to, as kept when they were made.
-- $1 int4 city_id
select
  c.catalogue_hash,
  c.add_ons_hash,
  c.spaces
from almanac.city as c
where c.city_id = $1 and c.catalogue_hash is not null
