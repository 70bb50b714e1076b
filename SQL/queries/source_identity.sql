-- source_identity: a number for the source that fingerprints speak of: the cluster, the database,
-- the seven relations and, where they are views, what they say.
-- A copy of the files keeps it; a restored dump has another, and so has a source whose tables were
-- made anew. The first constant is the form of the fingerprints, to be moved when they change.
select
  hashtextextended(
    concat_ws(
      '|', 1, current_setting('server_version_num')::integer / 10000,
      (select s.system_identifier from pg_catalog.pg_control_system() as s),
      (select d.oid from pg_catalog.pg_database as d where d.datname = current_database()),
      string_agg(
        concat_ws(
          '=', c.relname, c.oid, case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end
        ), '|' order by c.relname
      )
    ), 0
  ) as identity
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
where
  n.nspname = 'source'
  and c.relname in (
    'city', 'venue', 'space', 'add_on', 'space_add_on', 'booking', 'price_override'
  )
