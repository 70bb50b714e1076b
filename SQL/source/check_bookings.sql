-- check_bookings: what is wrong with rows of source.booking.
-- $1 int4 how many examples of each finding
with judged as (
  select
    c.finding,
    format('city %s, space %s, booking %s', x.city_id, x.space_id, x.booking_id) as key,
    c.value
  from source.booking as x
  left join (select distinct s.city_id, s.space_id from source.space as s) as s
    on x.city_id = s.city_id and x.space_id = s.space_id
  cross join lateral (
    values
    ('null', x.city_id is null, 'city_id'),
    ('null', x.space_id is null, 'space_id'),
    ('null', x.booking_id is null, 'booking_id'),
    ('null', x.starts_on is null, 'starts_on'),
    ('null', x.ends_on is null, 'ends_on'),
    ('null', x.units is null, 'units'),
    ('unknown-space', x.space_id is not null and s.space_id is null, null),
    ('empty-range', x.starts_on >= x.ends_on, format('%s to %s', x.starts_on, x.ends_on)),
    ('not-positive', x.units < 1, format('units %s', x.units))
  ) as c (finding, applies, value)
  where
    c.applies
    and (
      s.space_id is null
      or x.booking_id is null
      or (x.starts_on < x.ends_on and x.units >= 1) is not true
    )
  union all
  select
    'duplicate',
    format('city %s, space %s, booking %s', x.city_id, x.space_id, x.booking_id),
    format('%s rows', count(*))
  from source.booking as x
  group by x.city_id, x.space_id, x.booking_id
  having count(*) > 1
)

select
  r.finding,
  r.key,
  r.value,
  r.total
from (
  select
    j.finding,
    j.key,
    j.value,
    count(*) over (partition by j.finding) as total,
    row_number() over (partition by j.finding order by j.key, j.value) as n
  from judged as j
) as r
where r.n <= $1
order by r.finding, r.n
