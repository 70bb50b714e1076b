-- pinned_dates: the dates of a city that a rollback has fixed.
-- $1 int4 city_id, $2 date first, $3 date last
select p.date
from almanac.pin as p
where p.city_id = $1 and p.date between $2 and $3
