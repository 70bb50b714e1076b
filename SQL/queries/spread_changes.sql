-- spread_changes: gives each city its own copy of changes that no city is known of.
-- Where the space is known those of its cities, present and former, and otherwise all.
with taken as (
  delete from almanac.change
  where
    change_id in (
      select c.change_id
      from almanac.change as c
      where c.city_id is null
      order by c.change_id
      for update skip locked
    )
  returning kind, space_id, from_date, to_date, changed_at
),

home as (
  select
    t.space_id,
    s.city_id
  from taken as t
  inner join source.space as s on t.space_id = s.space_id
  union
  select
    t.space_id,
    k.city_id
  from taken as t
  cross join almanac.city as c
  inner join almanac.card as k on c.city_id = k.city_id and t.space_id = k.space_id
)

insert into almanac.change (kind, city_id, space_id, from_date, to_date, changed_at)
select
  t.kind,
  c.city_id,
  t.space_id,
  t.from_date,
  t.to_date,
  min(t.changed_at)
from taken as t
cross join almanac.city as c
where
  c.city_id in (select h.city_id from home as h where h.space_id = t.space_id)
  or not exists (select 1 from home as h where h.space_id = t.space_id)
group by t.kind, c.city_id, t.space_id, t.from_date, t.to_date
