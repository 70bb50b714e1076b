-- lease_holder: who holds a resource, and until when.
-- $1 text resource
select
  l.run_id,
  l.expires_at
from almanac.lease as l
where l.resource = $1 and l.owner is not null and l.expires_at >= clock_timestamp()
