-- import_reject_unknown_listings: drops calendar rows of listings that the city does not have.
with gone as (
  delete from staged_calendar as c
  where not exists (select 1 from staged_listing as l where l.space_id = c.space_id)
  returning c.line, c.space_id
)

select
  g.space_id,
  min(g.line) as line,
  count(*) as rows
from gone as g
group by g.space_id
order by min(g.line)
