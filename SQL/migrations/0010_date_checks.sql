-- Which dates a run looked at, as often as they are apart, and on which of the city's own dates.

-- squawk-ignore ban-drop-constraint
alter table almanac.city_check drop constraint city_check_pkey;
-- squawk-ignore adding-serial-primary-key-field, constraint-missing-not-valid
alter table almanac.city_check add primary key (city_id, run_id, from_date);

-- Null: a check of before, which says nothing about when a far date is due.
alter table almanac.city_check add column today date;
