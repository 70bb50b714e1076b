-- import_notes: listings whose calendar is missing, or says other than the listing.
select
  l.line,
  l.space_id,
  'listing-without-calendar' as kind,
  0 as days
from staged_listing as l
where
  exists (select 1 from staged_calendar)
  and not exists (select 1 from staged_calendar as c where c.space_id = l.space_id)
union all
select
  l.line,
  l.space_id,
  'offered-against-listing' as kind,
  sum(c.ends_on - c.starts_on)::integer as days
from staged_listing as l
inner join staged_calendar as c on l.space_id = c.space_id
where not l.says_available and c.available
group by l.line, l.space_id
order by line
