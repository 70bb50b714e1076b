-- sync_categories: gives a number to each category of a city that has none yet.
-- $1 int4 city_id
insert into almanac.category (city_id, category_id, name)
select
  $1,
  coalesce((select max(c.category_id) + 1 from almanac.category as c where c.city_id = $1), 0)
  + row_number() over (order by n.name) - 1,
  n.name
from (
  select distinct s.category as name
  from source.space as s
  where s.city_id = $1
) as n
where not exists (
  select 1 from almanac.category as c where c.city_id = $1 and c.name = n.name
)
