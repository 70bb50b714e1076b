-- find_venue: the cities that have a venue of this number.
-- $1 int8 venue_id
select v.city_id
from source.venue as v
where v.venue_id = $1
order by v.city_id
