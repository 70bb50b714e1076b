-- find_venue: the cities that have a venue of this number.
-- $1 int8 venue_id
select c.slug
from source.venue as v
inner join source.city as c on v.city_id = c.city_id
where v.venue_id = $1
order by c.slug
