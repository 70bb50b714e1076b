-- release_leases: frees resources, but for those that another owner or fence holds by now.
-- $1 text[] resources, $2 uuid owner, $3 int8[] fences
update almanac.lease as l
set owner = null, expires_at = clock_timestamp()
from unnest($1::text[], $3::bigint[]) as u (resource, fence)
where l.resource = u.resource and l.owner = $2 and l.fence = u.fence
