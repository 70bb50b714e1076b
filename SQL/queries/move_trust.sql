-- move_trust: notes that the dates for which a city's ledger is trusted have moved, or what its
-- cells are made of.
-- $1 int4 city_id, $2 date from, $3 date to, $4 int8 what the cells are made of or null,
-- $5 int8 the city's generation since, $6 int4 cells
update almanac.city
set
  trusted_from = $2,
  trusted_to = $3,
  quiet_hash = $4,
  quiet_generation = $5,
  quiet_cells = $6
where
  city_id = $1
  and (trusted_from, trusted_to, quiet_hash, quiet_generation, quiet_cells)
  is distinct from ($2::date, $3::date, $4::bigint, $5::bigint, $6::int)
