-- move_trust: notes that the dates for which a city's ledger is trusted have moved.
-- $1 int4 city_id, $2 date from, $3 date to
update almanac.city
set trusted_from = $2, trusted_to = $3
where city_id = $1 and (trusted_from, trusted_to) is distinct from ($2::date, $3::date)
