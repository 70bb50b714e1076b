-- delete_pins: frees the dates of a city that rollbacks have fixed, between two dates; answers how
-- many. They are due from now on: the versions that were compared are live no more.
-- $1 int4 city_id, $2 date first, $3 date last
with pinned as (
  select
    p.generation,
    p.dates - b.dates as rest,
    p.dates * b.dates as freed
  from almanac.pin as p
  cross join (select datemultirange(daterange($2, $3, '[]')) as dates) as b
  where p.city_id = $1 and p.dates && b.dates
),

ended as (
  delete from almanac.pin as p
  using pinned as n
  where p.city_id = $1 and p.generation = n.generation and isempty(n.rest)
),

shortened as (
  update almanac.pin as p
  set dates = n.rest
  from pinned as n
  where p.city_id = $1 and p.generation = n.generation and not isempty(n.rest)
),

doubted as (
  update almanac.city_check as k
  set today = null
  where
    k.city_id = $1
    and k.today is not null
    and exists (
      select 1 from pinned as n
      where n.freed && daterange(k.from_date, k.to_date, '[]')
    )
)

select coalesce(sum(upper(r.dates) - lower(r.dates)), 0)::int as cells
from pinned as n
cross join unnest(n.freed) as r (dates)
