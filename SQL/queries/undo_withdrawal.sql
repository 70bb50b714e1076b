-- undo_withdrawal: lets a space back into discovery; no row when it was not out.
-- $1 int8 space_id, $2 text who, $3 timestamptz when
update almanac.withdrawal
set undone_by = $2, undone_at = $3
where space_id = $1 and undone_at is null
returning city_id
