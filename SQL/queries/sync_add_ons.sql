-- sync_add_ons: gives the lowest free bit to each add-on of a city that has none yet, and renews
-- the names. Bit 63, which the table refuses, is for one that finds none free.
-- $1 int4 city_id
with free as (
  select
    b.bit,
    row_number() over (order by b.bit) as place
  from generate_series(0, 62) as b (bit)
  where
    not exists (
      select 1 from almanac.add_on as k
      where k.city_id = $1 and k.bit = b.bit
    )
),

wanted as (
  select
    s.add_on,
    s.name,
    k.bit,
    row_number() over (partition by k.bit is null order by s.add_on) as place
  from source.add_on as s
  left join almanac.add_on as k on k.city_id = $1 and s.add_on = k.add_on
  where s.city_id = $1 and k.name is distinct from s.name
)

insert into almanac.add_on as a (city_id, bit, add_on, name)
select
  $1,
  coalesce(w.bit, f.bit, 63),
  w.add_on,
  w.name
from wanted as w
left join free as f on w.bit is null and w.place = f.place
on conflict (city_id, bit) do update set name = excluded.name
