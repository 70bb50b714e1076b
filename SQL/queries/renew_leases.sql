-- renew_leases: prolongs every lease of a process.
-- $1 uuid owner, $2 float8 seconds
update almanac.lease
set expires_at = clock_timestamp() + make_interval(secs => $2)
where owner = $1
