-- remove_city: notes that a city which the source has no more, and of which nothing is live, is
-- unknown from now on, and that its spaces are in no city; again, or for another city, changes
-- nothing.
-- $1 int4 city_id, $2 timestamptz the present
with removed as (
  update almanac.city as c
  set
    removed_at = $2,
    source_hash = null,
    trusted_mark = null,
    catalogue_version = c.catalogue_version + 1
  where
    c.city_id = $1
    and c.removed_at is null
    and not exists (select 1 from source.city as s where s.city_id = $1)
    and not exists (
      select 1 from almanac.cell_live as l where l.city_id = $1 and l.to_generation is null
    )
  returning c.city_id
)

update almanac.card as k
set is_current = false, retired_at = $2
where k.city_id = $1 and k.is_current and exists (select 1 from removed)
