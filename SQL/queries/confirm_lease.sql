-- confirm_lease: says whether a lease is ours still, and lets nobody take it until the end of the
-- transaction; no row when it is not.
-- $1 text resource, $2 uuid owner, $3 int8 fence
select l.fence
from almanac.lease as l
where l.resource = $1 and l.owner = $2 and l.fence = $3
for share
