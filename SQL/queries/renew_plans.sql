-- renew_plans: lets a session plan each statement anew, for its values, as prepare_for_builds does.
set plan_cache_mode = force_custom_plan
