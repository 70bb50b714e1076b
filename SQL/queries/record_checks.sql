-- record_checks: keeps that a run compared ranges of cities' dates with their inputs.
-- $1 int8 run_id, $2 timestamptz inputs_as_of, then arrays, one element a range: $3 int4[] cities,
-- $4 date[] from, $5 date[] to, $6 date[] the city's today
insert into almanac.city_check (city_id, run_id, from_date, to_date, inputs_as_of, today)
select
  u.city_id,
  $1,
  u.from_date,
  u.to_date,
  $2,
  u.today
from unnest($3::int[], $4::date[], $5::date[], $6::date[])
  as u (city_id, from_date, to_date, today)
on conflict (city_id, run_id, from_date) do update
set
  to_date = excluded.to_date,
  inputs_as_of = excluded.inputs_as_of,
  today = excluded.today
