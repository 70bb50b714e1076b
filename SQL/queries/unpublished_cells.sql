-- unpublished_cells: the newest version of each date that was built on what is live, never
-- published, never held, and that has its rows still: those of discarded versions are gone.
-- $1 int4 city_id, $2 date[] dates
select distinct on (c.date)
  c.date,
  c.version,
  c.day_hash,
  c.calendars_hash,
  c.catalogue_hash,
  c.add_ons_hash,
  c.bookings_hash,
  c.prices_hash,
  c.score_hash,
  c.source_identity,
  c.row_count,
  c.base_version
from unnest($2::date[]) as u (date)
left join almanac.cell_live as l
  on l.city_id = $1 and u.date = l.date and l.to_generation is null
-- A version is newer than the one that it was built on: of many old ones none is read.
inner join almanac.cell as c
  on c.city_id = $1 and u.date = c.date and c.version > coalesce(l.version, 0)
where
  c.base_version is not distinct from l.version
  and not exists (
    select 1 from almanac.cell_live as h
    where h.city_id = $1 and h.date = c.date and h.version = c.version
  )
  and not exists (
    select 1 from almanac.held_cell as h where h.city_id = $1 and h.version = c.version
  )
  and (
    c.row_count = 0
    or exists (
      select 1 from almanac.result as r where r.city_id = $1 and r.version = c.version
    )
  )
order by c.date asc, c.version desc
