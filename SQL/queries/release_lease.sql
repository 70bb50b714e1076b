-- release_lease: frees a resource, unless another owner or fence holds it by now.
-- $1 text resource, $2 uuid owner, $3 int8 fence
update almanac.lease
set owner = null, expires_at = clock_timestamp()
where resource = $1 and owner = $2 and fence = $3
