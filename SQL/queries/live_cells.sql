-- live_cells: the ledger of the live version of each date of a city; null, and no rows, where
-- nothing but its pointer is left.
-- $1 int4 city_id, $2 date first, $3 date last
select
  l.date,
  l.version,
  c.day_hash,
  c.calendars_hash,
  c.catalogue_hash,
  c.add_ons_hash,
  c.bookings_hash,
  c.prices_hash,
  c.score_hash,
  c.source_identity,
  coalesce(c.row_count, 0) as row_count
from almanac.cell_live as l
left join almanac.cell as c on c.city_id = $1 and l.version = c.version
where l.city_id = $1 and l.date between $2 and $3 and l.to_generation is null
