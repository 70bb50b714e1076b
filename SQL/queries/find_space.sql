-- find_space: the city and venue of a space as the source has it.
-- $1 int8 space_id
select
  s.city_id,
  s.venue_id
from source.space as s
where s.space_id = $1
