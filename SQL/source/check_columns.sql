-- check_columns: the columns of the source's relations, with their types.
-- $1 text[] names of the relations
select
  c.relname::text as relation,
  a.attname::text as name,
  format_type(a.atttypid, null) as type
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid
where
  n.nspname = 'source'
  and c.relname = any($1::text[])
  and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and a.attnum > 0
  and not a.attisdropped
