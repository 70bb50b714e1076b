-- The changes of cities that no job builds stay until they are too old: the others are found past
-- them.
-- squawk-ignore require-concurrent-index-creation
create index change_city_id_idx on almanac.change (city_id);
