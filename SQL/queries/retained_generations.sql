-- retained_generations: the newest generations that a city can go back to.
-- $1 int4 city_id, $2 int4 how many
select g.generation
from almanac.generation as g
where g.city_id = $1 and g.is_retained
order by g.generation desc
limit $2
