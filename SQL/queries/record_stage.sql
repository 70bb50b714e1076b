-- record_stage: adds to what a stage of a run took for a city; city 0 is the run as a whole.
-- $1 int8 run_id, $2 int4 city_id, $3 text stage, $4 float8 seconds, $5 int4 cells, $6 int8 rows
insert into almanac.run_stage as s (run_id, city_id, stage, seconds, cells, rows_written)
values ($1, $2, $3, $4, $5, $6)
on conflict (run_id, city_id, stage) do update
set
  seconds = s.seconds + excluded.seconds,
  cells = s.cells + excluded.cells,
  rows_written = s.rows_written + excluded.rows_written
