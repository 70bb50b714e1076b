-- check_overbooking: dates on which more units of a space are booked than it has.
-- $1 int4 how many examples of each finding
with crowded as materialized (
  -- Only where bookings overlap, or one alone is too large, can there be too many.
  select distinct
    c.city_id,
    c.space_id
  from (
    select
      b.city_id,
      b.space_id,
      b.starts_on,
      b.units,
      max(b.ends_on) over (
        partition by b.city_id, b.space_id order by b.starts_on
        rows between unbounded preceding and 1 preceding
      ) as taken_until
    from source.booking as b
    where b.starts_on < b.ends_on and b.units > 0
  ) as c
  inner join source.space as s on c.city_id = s.city_id and c.space_id = s.space_id
  where c.taken_until > c.starts_on or c.units > s.units
),

change as (
  select
    b.city_id,
    b.space_id,
    e.date,
    sum(e.units) as units
  from source.booking as b
  inner join crowded as k on b.city_id = k.city_id and b.space_id = k.space_id
  cross join lateral (values (b.starts_on, b.units), (b.ends_on, -b.units)) as e (date, units)
  where b.starts_on < b.ends_on and b.units > 0
  group by b.city_id, b.space_id, e.date
),

taken as (
  select
    c.city_id,
    c.space_id,
    c.date,
    sum(c.units) over (partition by c.city_id, c.space_id order by c.date) as units
  from change as c
),

judged as (
  select
    'overbooked' as finding,
    format('city %s, space %s', t.city_id, t.space_id) as key,
    format('%s: %s of %s units', min(t.date), max(t.units), max(s.units)) as value
  from taken as t
  inner join source.space as s on t.city_id = s.city_id and t.space_id = s.space_id
  where t.units > s.units
  group by t.city_id, t.space_id
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
