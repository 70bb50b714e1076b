-- import_settle_overlaps: splits the calendars in which rows overlap into days, one row a day:
-- available only if every row says so, at the price of the first row that has one.
with compared as (
  select
    c.space_id,
    c.starts_on,
    max(c.ends_on) over (
      partition by c.space_id order by c.starts_on, c.line
      rows between unbounded preceding and 1 preceding
    ) as covered_until
  from staged_calendar as c
),

gone as (
  delete from staged_calendar as c
  using (select distinct d.space_id from compared as d where d.covered_until > d.starts_on) as x
  where c.space_id = x.space_id
  returning c.line, c.space_id, c.starts_on, c.ends_on, c.available, c.price_minor
),

settled as (
  select
    g.space_id,
    d.day::date as day,
    bool_and(g.available) as available,
    (array_agg(g.price_minor order by g.line) filter (where g.price_minor is not null))[1]
      as price_minor,
    min(g.line) as line,
    max(g.line) as last_line,
    count(*) > 1 as is_repeated,
    count(distinct row(g.available, g.price_minor)) > 1 as is_contradictory
  from gone as g
  cross join generate_series(g.starts_on, g.ends_on - 1, interval '1 day') as d (day)
  group by g.space_id, d.day
),

kept as (
  insert into staged_calendar (line, space_id, starts_on, ends_on, available, price_minor)
  select
    s.line,
    s.space_id,
    s.day,
    s.day + 1,
    s.available,
    s.price_minor
  from settled as s
)

select
  s.space_id,
  s.is_contradictory,
  min(s.last_line) as line,
  min(s.line) as first_line,
  min(s.day) as first_day,
  count(*) as days
from settled as s
where s.is_repeated
group by s.space_id, s.is_contradictory
order by min(s.last_line), s.space_id
