-- space_cities: the cities that a space stands or has stood in.
-- $1 int8 space_id
select c.city_id
from almanac.card as c
where c.space_id = $1
union
select s.city_id
from source.space as s
where s.space_id = $1
order by 1
