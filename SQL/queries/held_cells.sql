-- held_cells: what is held or was discarded of a city, with the ledgers of the versions; there is
-- none where it is the end of a cell. Worst first.
-- $1 int4 city_id, $2 date first, $3 date last
select
  h.date,
  h.version,
  h.base_version,
  c.day_hash,
  c.calendars_hash,
  c.catalogue_hash,
  c.add_ons_hash,
  c.bookings_hash,
  c.prices_hash,
  c.score_hash,
  c.source_identity,
  c.row_count,
  y.slug,
  h.reasons,
  h.summary,
  h.excess,
  h.figures::text as figures,
  h.gates_hash,
  h.held_at,
  h.run_id,
  h.discarded_at
from almanac.held_cell as h
left join almanac.cell as c on c.city_id = $1 and h.version = c.version
inner join almanac.city as y on y.city_id = $1
where h.city_id = $1 and h.date between $2 and $3
order by h.excess desc, h.date
