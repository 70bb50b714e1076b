-- unpublished_cells: the newest version of each date that was built, never published, never held,
-- and that has its rows still: those of discarded versions are gone.
-- $1 int4 city_id, $2 date first, $3 date last
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
from almanac.cell as c
where
  c.city_id = $1
  and c.date between $2 and $3
  and not exists (
    select 1 from almanac.cell_live as l
    where l.city_id = $1 and l.date = c.date and l.version = c.version
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
