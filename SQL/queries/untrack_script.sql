-- untrack_script: the statements that take every trace of change capture away; null without any.
-- A measurement of its cost that was killed has left tables.
select
  'drop table if exists almanac.cost_plain, almanac.cost_tracked; '
  || string_agg(format('drop function %s cascade;', p.oid::regprocedure), ' ')
  || ' delete from almanac.change;'
  || ' update almanac.city'
  || ' set trusted_mark = null, trusted_generation = null, trusted_at = null,'
  || ' trusted_from = null, trusted_to = null;' as script
from pg_catalog.pg_proc as p
inner join pg_catalog.pg_namespace as n on p.pronamespace = n.oid
where n.nspname = 'almanac' and p.proname ~ '^capture_'
