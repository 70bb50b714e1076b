-- import_bookings: takes each listing away on every date of the city's calendar on which its own
-- calendar does not offer it, in runs as long as can be. The id stays the same when the calendar is
-- imported again, also with its dates moved.
-- $1 int4 city_id, $2 int4 days by which the calendar is moved
with calendar as (
  select
    min(c.starts_on) as first_day,
    max(c.ends_on) as end_day
  from staged_calendar as c
),

offered as (
  select
    c.space_id,
    c.starts_on,
    c.ends_on
  from staged_calendar as c
  where c.available
  union all
  -- Nothing, at the very beginning: what follows it is the first gap.
  select
    l.space_id,
    k.first_day as starts_on,
    k.first_day as ends_on
  from staged_listing as l
  cross join calendar as k
  where k.first_day is not null
),

gap as (
  select
    o.space_id,
    o.ends_on as starts_on,
    lead(o.starts_on, 1, k.end_day) over (
      partition by o.space_id order by o.starts_on, o.ends_on
    ) as ends_on
  from offered as o
  cross join calendar as k
)

insert into source.booking (city_id, space_id, booking_id, starts_on, ends_on, units)
select
  $1,
  g.space_id,
  hashint8extended(g.space_id, (g.starts_on - date '1970-01-01')::bigint) & 9223372036854775807,
  g.starts_on + $2::integer,
  g.ends_on + $2::integer,
  1
from gap as g
where g.ends_on > g.starts_on
order by g.space_id, g.starts_on
