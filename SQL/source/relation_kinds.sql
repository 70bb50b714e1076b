-- relation_kinds: which of the source's relations exist and are not tables.
-- $1 text[] names of relations
select
  c.relname::text as relation,
  c.relkind::text as kind
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
where
  n.nspname = 'source'
  and c.relname = any($1::text[])
  and c.relkind not in ('r', 'p')
order by c.relname
