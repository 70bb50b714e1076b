-- pending_count: how many changes wait to be looked at, and since when.
select
  count(*) as changes,
  min(c.changed_at) as oldest
from almanac.change as c
