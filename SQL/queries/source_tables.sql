-- source_tables: the tables that the relations of the source are made of, with the relations.
-- is_contract: it is itself a relation of the source, with the contract's columns.
with recursive part (relation, oid, is_contract) as (
  select
    c.relname::text,
    c.oid,
    true
  from pg_catalog.pg_class as c
  inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
  where
    n.nspname = 'source'
    and c.relname in (
      'city', 'venue', 'space', 'add_on', 'space_add_on', 'booking', 'price_override'
    )
  union
  select
    p.relation,
    b.oid,
    b.is_contract
  from part as p
  cross join lateral (
    select
      d.refobjid as oid,
      false as is_contract
    from pg_catalog.pg_rewrite as w
    inner join pg_catalog.pg_depend as d
      on
        d.classid = 'pg_catalog.pg_rewrite'::regclass
        and w.oid = d.objid
        and d.refclassid = 'pg_catalog.pg_class'::regclass
    where w.ev_class = p.oid and w.rulename = '_RETURN' and d.refobjid <> p.oid
    union all
    -- A partition has the columns of its table.
    select
      i.inhrelid,
      p.is_contract
    from pg_catalog.pg_inherits as i
    where i.inhparent = p.oid
  ) as b
)

select
  format('%I.%I', n.nspname, c.relname) as name,
  c.oid,
  array_agg(distinct p.relation order by p.relation) as relations,
  bool_and(p.is_contract) as is_contract,
  count(distinct t.oid) = 4 as is_tracked
from (select distinct * from part) as p
inner join pg_catalog.pg_class as c on p.oid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
left join pg_catalog.pg_trigger as t
  on
    c.oid = t.tgrelid
    and t.tgname in ('almanac_insert', 'almanac_update', 'almanac_delete', 'almanac_truncate')
    and t.tgenabled = 'A'
where c.relkind in ('r', 'p')
group by n.nspname, c.relname, c.oid
order by 1
