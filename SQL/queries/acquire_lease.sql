-- acquire_lease: takes a resource that is free, expired or already ours; answers its new fence.
-- $1 text resource, $2 uuid owner, $3 int8 run_id, $4 float8 seconds
insert into almanac.lease as l (resource, owner, run_id, fence, expires_at)
values ($1, $2, $3, 1, clock_timestamp() + make_interval(secs => $4))
on conflict (resource) do update
set
  owner = excluded.owner,
  run_id = excluded.run_id,
  fence = l.fence + 1,
  expires_at = excluded.expires_at
where l.owner is null or l.owner = excluded.owner or l.expires_at < clock_timestamp()
returning l.fence
