-- live_cells: the ledger of the live version of each date of a city.
-- $1 int4 city_id, $2 date first, $3 date last
select
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
  c.row_count
from almanac.cell_live as l
inner join almanac.cell as c on c.city_id = $1 and l.version = c.version
where l.city_id = $1 and l.date between $2 and $3 and l.to_generation is null
