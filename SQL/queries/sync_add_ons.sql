-- sync_add_ons: gives a bit to each add-on of a city that has none yet, and renews the names.
-- $1 int4 city_id
insert into almanac.add_on as a (city_id, bit, add_on, name)
select
  $1,
  coalesce(
    known.bit,
    coalesce((select max(k.bit) + 1 from almanac.add_on as k where k.city_id = $1), 0)
    + row_number() over (partition by known.bit is null order by s.add_on) - 1
  ),
  s.add_on,
  s.name
from source.add_on as s
left join almanac.add_on as known on known.city_id = $1 and known.add_on = s.add_on
where s.city_id = $1 and known.name is distinct from s.name
on conflict (city_id, bit) do update set name = excluded.name
