-- recent_checks: the dates of a city that runs looked at lately, and when they last did.
-- $1 int4 city_id, $2 date before which nothing is of interest, $3 date the first today that is
-- recent, $4 date the last
select
  k.from_date,
  k.to_date,
  max(k.today) as today
from almanac.city_check as k
where k.city_id = $1 and k.to_date >= $2 and k.today between $3 and $4
group by k.from_date, k.to_date
