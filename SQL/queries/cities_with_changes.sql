-- cities_with_changes: the cities that changes are pending of; null stands for all of them.
select distinct c.city_id
from almanac.change as c
