-- import_price_overrides: the calendar's prices where they differ from the listing's, or it has
-- none. So the price of a day is the calendar's, or else the listing's.
-- $1 int4 city_id, $2 int4 days by which the calendar is moved
with priced as (
  select
    c.space_id,
    c.starts_on,
    c.ends_on,
    c.price_minor,
    lag(c.ends_on) over own as last_end,
    lag(c.price_minor) over own as last_price
  from staged_calendar as c
  inner join staged_listing as l on c.space_id = l.space_id
  where c.price_minor is not null and c.price_minor is distinct from l.base_price_minor
  window own as (partition by c.space_id order by c.starts_on)
),

numbered as (
  select
    p.space_id,
    p.starts_on,
    p.ends_on,
    p.price_minor,
    count(*) filter (
      where p.last_end is distinct from p.starts_on or p.last_price is distinct from p.price_minor
    ) over (partition by p.space_id order by p.starts_on) as run
  from priced as p
)

insert into source.price_override (city_id, space_id, starts_on, ends_on, price_minor)
select
  $1,
  n.space_id,
  min(n.starts_on) + $2::integer,
  max(n.ends_on) + $2::integer,
  n.price_minor
from numbered as n
group by n.space_id, n.run, n.price_minor
order by n.space_id, min(n.starts_on)
