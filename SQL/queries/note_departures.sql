-- note_departures: forgets what speaks of cities that the source has no more, changes and trust,
-- and the held ends of cells whose city is there again, but for those beyond the horizon.
with returned as (
  delete from almanac.held_cell as h
  where
    h.version is null
    and h.reasons <> array['horizon']
    and exists (select 1 from source.city as s where s.city_id = h.city_id)
),

strayed as (
  delete from almanac.change as c
  where
    c.city_id is not null
    and not exists (select 1 from source.city as s where s.city_id = c.city_id)
)

update almanac.city as c
set trusted_mark = null
where
  c.trusted_mark is not null
  and not exists (select 1 from source.city as s where s.city_id = c.city_id)
