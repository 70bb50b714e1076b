-- prune_changes: forgets changes of cities that no run has compared for so long that nobody would
-- believe their ledger.
-- $1 timestamptz before which a change is too old
delete from almanac.change
where changed_at < $1
