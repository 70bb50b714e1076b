-- settle_changes: forgets changes that have been looked at.
-- $1 int8[] change_ids
delete from almanac.change
where change_id = any($1)
