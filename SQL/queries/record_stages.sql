-- record_stages: adds to what stages of a run took for a city.
-- $1 int8 run_id, $2 int4 city_id, then arrays, one element a stage, each stage once: $3 text[]
-- stage, $4 float8[] seconds, $5 int4[] cells, $6 int8[] rows
insert into almanac.run_stage as s (run_id, city_id, stage, seconds, cells, rows_written)
select
  $1,
  $2,
  u.stage,
  u.seconds,
  u.cells,
  u.rows_written
from unnest($3::text[], $4::float8[], $5::int[], $6::bigint[])
  as u (stage, seconds, cells, rows_written)
on conflict (run_id, city_id, stage) do update
set
  seconds = s.seconds + excluded.seconds,
  cells = s.cells + excluded.cells,
  rows_written = s.rows_written + excluded.rows_written
