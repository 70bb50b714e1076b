-- import_survey: what the staged files say in all.
select
  w.first_day,
  w.end_day,
  w.days as listing_days,
  w.available_days,
  w.listings as listings_with_calendar,
  l.listings,
  l.rating_scale
from (
  select
    min(c.starts_on) as first_day,
    max(c.ends_on) as end_day,
    coalesce(sum(c.ends_on - c.starts_on), 0) as days,
    coalesce(sum(c.ends_on - c.starts_on) filter (where c.available), 0) as available_days,
    count(distinct c.space_id) as listings
  from staged_calendar as c
) as w
cross join (
  select
    count(*) as listings,
    case when max(s.rating) > 5 then 100 else 5 end as rating_scale
  from staged_listing as s
) as l
