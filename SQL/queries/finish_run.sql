-- finish_run: records how a run ended.
-- $1 int8 run_id, $2 text outcome, $3 timestamptz finished_at, $4 int4 built, $5 int4 published,
-- $6 int4 unchanged, $7 int4 held, $8 int4 superseded, $9 int4 failed, $10 int8 rows_written,
-- $11 int8 peak_rss_bytes, $12 text note
update almanac.run
set
  outcome = $2,
  finished_at = $3,
  cells_built = $4,
  cells_published = $5,
  cells_unchanged = $6,
  cells_held = $7,
  cells_superseded = $8,
  cells_failed = $9,
  rows_written = $10,
  peak_rss_bytes = $11,
  note = $12
where run_id = $1
