-- status_runs: the latest runs, newest first.
-- $1 int8 how many
select
  r.run_id,
  r.command,
  r.started_at,
  r.finished_at,
  r.outcome,
  r.note,
  r.cells_built,
  r.cells_published,
  r.cells_unchanged,
  r.cells_held,
  r.cells_superseded,
  r.cells_failed,
  r.rows_written,
  r.peak_rss_bytes
from almanac.run as r
order by r.run_id desc
limit $1
