-- last_generation: the number of the newest publication, 0 before the first.
select g.last_generation as generation
from almanac.generation_counter as g
