-- record_check: keeps that a run compared a range of a city's dates with their inputs.
-- $1 int4 city_id, $2 int8 run_id, $3 date from, $4 date to, $5 timestamptz inputs_as_of,
-- $6 date the city's today
insert into almanac.city_check (city_id, run_id, from_date, to_date, inputs_as_of, today)
values ($1, $2, $3, $4, $5, $6)
on conflict (city_id, run_id, from_date) do update
set
  to_date = excluded.to_date,
  inputs_as_of = excluded.inputs_as_of,
  today = excluded.today
