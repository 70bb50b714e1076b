-- run_failures: the cities that failed in a run, and why.
-- $1 int8 run_id
select
  coalesce(c.slug, f.city_id::text) as city,
  f.stage,
  f.message
from almanac.run_failure as f
left join almanac.city as c on f.city_id = c.city_id
where f.run_id = $1
order by 1
