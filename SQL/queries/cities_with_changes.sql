-- cities_with_changes: the cities that changes are pending of; null stands for all of them.
select p.city_id
from shared.pending_cities as p
