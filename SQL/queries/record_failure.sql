-- record_failure: keeps why a city failed in a run.
-- $1 int8 run_id, $2 int4 city_id, $3 text stage, $4 text message, $5 timestamptz failed_at,
-- $6 text the city's slug
insert into almanac.run_failure (run_id, city_id, stage, message, failed_at, city)
values ($1, $2, $3, $4, $5, $6)
on conflict (run_id, city_id) do update
set
  stage = excluded.stage,
  message = excluded.message,
  failed_at = excluded.failed_at,
  city = excluded.city
