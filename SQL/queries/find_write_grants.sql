-- find_write_grants: what the present role could change, by name; nothing for one that only reads.
select
  current_user::text as role_name,
  n.nspname || '.' || c.relname as relation
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
where
  n.nspname in ('almanac', 'source')
  and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and (
    has_table_privilege(c.oid, 'insert, update, delete, truncate')
    or has_any_column_privilege(c.oid, 'insert, update')
    or has_schema_privilege(n.oid, 'create')
  )
order by n.nspname, c.relname
