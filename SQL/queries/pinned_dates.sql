-- pinned_dates: the dates of a city that rollbacks have fixed.
-- $1 int4 city_id, $2 date first, $3 date last
select lower(r.dates) + n.n as date
from almanac.pin as p
cross join unnest(p.dates * datemultirange(daterange($2, $3, '[]'))) as r (dates)
cross join generate_series(0, upper(r.dates) - lower(r.dates) - 1) as n (n)
where p.city_id = $1
