-- reuse_plans: lets a session plan each statement once, for any values: what handles a few cells
-- takes longer to plan than to run. renew_plans takes it back.
set plan_cache_mode = force_generic_plan
