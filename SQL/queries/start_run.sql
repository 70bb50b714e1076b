-- start_run: records that a run began.
-- $1 text command, $2 uuid process_id, $3 timestamptz instant, $4 timestamptz started_at
insert into almanac.run (command, process_id, instant, started_at)
values ($1, $2, $3, $4)
returning run_id
