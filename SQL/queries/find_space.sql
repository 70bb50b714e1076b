-- find_space: the city of a space, as the source has it.
-- $1 int8 space_id
select c.slug
from source.space as s
inner join source.city as c on s.city_id = c.city_id
where s.space_id = $1
