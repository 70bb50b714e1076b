-- known_cities: every city that the source names, by slug, then by number, and then those that it
-- has no more and of which something is left here.
select
  k.city_id,
  k.slug,
  k.name,
  k.country,
  k.subdivision,
  k.time_zone,
  k.currency,
  k.latitude,
  k.longitude,
  k.is_gone
from (
  select
    s.city_id,
    s.slug,
    s.name,
    s.country,
    s.subdivision,
    s.time_zone,
    s.currency,
    s.latitude,
    s.longitude,
    false as is_gone
  from source.city as s
  union all
  select
    c.city_id,
    c.slug,
    c.name,
    c.country,
    c.subdivision,
    c.time_zone,
    c.currency,
    c.latitude,
    c.longitude,
    true
  from almanac.city as c
  where
    not exists (select 1 from source.city as s where s.city_id = c.city_id)
    and (
      c.removed_at is null
      or exists (select 1 from almanac.cell as e where e.city_id = c.city_id)
    )
) as k
order by k.is_gone, k.slug, k.city_id
