-- release_leases: frees all that a process has leased.
-- $1 uuid owner
update almanac.lease
set owner = null, expires_at = clock_timestamp()
where owner = $1
