-- prepare_for_builds: sets a session's planner for statements over whole cells.
-- Every input is hashed once and probed by space and date: a merge would sort all rows first, a
-- generic plan would not know how many dates there are, and compiling costs more than it saves.
set jit = off;
set enable_mergejoin = off;
set plan_cache_mode = force_custom_plan;
set work_mem = '64MB'
