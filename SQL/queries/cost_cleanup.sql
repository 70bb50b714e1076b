-- cost_cleanup: takes away what the measurement of the cost of triggers has left.
drop table if exists almanac.cost_plain, almanac.cost_tracked;

drop function if exists almanac.capture_cost;

delete from almanac.change where city_id = 0
