-- confirm_generations: notes that a rebuild left the newest generations of some cities as they are,
-- which makes them checkpoints.
-- $1 int4[] cities, $2 int8 run_id, $3 timestamptz the present
with newest as (
  select n.generation
  from unnest($1::int[]) as u (city_id)
  cross join lateral (
    select max(g.generation) as generation
    from almanac.generation as g
    where g.city_id = u.city_id
  ) as n
)

update almanac.generation as g
set confirmed_at = $3, confirmed_by = $2
from newest as n
where g.generation = n.generation
