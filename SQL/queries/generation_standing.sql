-- generation_standing: what a generation was to each city: the city's own newest one by then, and
-- whether all that was live of the city then is still there; no row when it never was.
-- $1 int8 generation
select
  c.city_id,
  c.slug,
  g.generation,
  g.is_retained
from almanac.city as c
cross join lateral (
  select
    o.generation,
    o.is_retained
  from almanac.generation as o
  where o.city_id = c.city_id and o.generation <= $1
  order by o.generation desc
  limit 1
) as g
where exists (select 1 from almanac.generation as n where n.generation = $1)
order by c.slug
