-- acquire_leases: takes those of some resources that are free, expired or already ours; answers
-- their new fences.
-- $1 text[] resources, $2 uuid owner, $3 int8 run_id, $4 float8 seconds
insert into almanac.lease as l (resource, owner, run_id, fence, expires_at)
select
  u.resource,
  $2,
  $3,
  1,
  clock_timestamp() + make_interval(secs => $4)
from unnest($1::text[]) as u (resource)
-- In one order, so that two who want the same never wait for each other.
order by u.resource
on conflict (resource) do update
set
  owner = excluded.owner,
  run_id = excluded.run_id,
  fence = l.fence + 1,
  expires_at = excluded.expires_at
where l.owner is null or l.owner = excluded.owner or l.expires_at < clock_timestamp()
returning l.resource, l.fence
