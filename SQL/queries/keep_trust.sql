-- keep_trust: notes whether a city's ledger is right from one date to another, and what its cells
-- were made of then; a null mark says no.
-- $1 int4 city_id, $2 int8 mark or null, $3 int8 the city's generation before the comparison,
-- $4 timestamptz when it was compared, $5 date from, $6 date to, $7 int8 what the cells are made of
-- or null, $8 int8 the city's generation since, $9 int4 cells
update almanac.city
set
  trusted_mark = $2,
  trusted_generation = $3,
  trusted_at = $4,
  trusted_from = $5,
  trusted_to = $6,
  quiet_hash = $7,
  quiet_generation = $8,
  quiet_cells = $9
where city_id = $1 and (trusted_mark is not null or $2::bigint is not null)
