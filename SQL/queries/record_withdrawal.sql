-- record_withdrawal: keeps a space out of discovery from now on; no row when it is out already.
-- $1 int8 space_id, $2 int4 city_id, $3 text reason or null, $4 text who, $5 timestamptz when
insert into almanac.withdrawal (space_id, city_id, reason, withdrawn_by, withdrawn_at)
values ($1, $2, $3, $4, $5)
on conflict (space_id) where undone_at is null do nothing
returning withdrawal_id
