-- live_overrides: the price overrides of a city that hold on a night.
-- A start is null when it lies before all dates.
-- $1 int4 city_id, $2 date the night
select
  o.space_id,
  case when isfinite(o.starts_on) then o.starts_on end as starts_on,
  o.price_minor
from source.price_override as o
where o.city_id = $1 and $2 >= o.starts_on and $2 < o.ends_on
