-- source_standing: which source fingerprints speak of, and whether each of its changes is captured.
-- The tables are those that the seven relations are made of, however many views lie between. The
-- identity stays for a copy of the files; a restored dump has another, and so has a source whose
-- tables were made anew. The mark moves with every change of a trigger, its being disabled for a
-- moment included (xmin), and with all that ALTER TABLE can do to rows past every trigger: rows
-- written into another file, a column dropped, added with a default for the rows that are there, or
-- of another type. It is null, and gaps says why, where something can change uncaptured.
-- The first constant is the form of the fingerprints, to be moved when they change.
with recursive part (relation, oid) as (
  select
    c.relname::text,
    c.oid
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
    b.oid
  from part as p
  cross join lateral (
    select d.refobjid as oid
    from pg_catalog.pg_rewrite as w
    inner join pg_catalog.pg_depend as d
      on
        d.classid = 'pg_catalog.pg_rewrite'::regclass
        and w.oid = d.objid
        and d.refclassid = 'pg_catalog.pg_class'::regclass
    where w.ev_class = p.oid and w.rulename = '_RETURN'
    union all
    select i.inhrelid
    from pg_catalog.pg_inherits as i
    where i.inhparent = p.oid
  ) as b
),

member as materialized (
  select
    c.oid,
    c.relkind,
    format('%I.%I', n.nspname, c.relname) as name,
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as definition
  from pg_catalog.pg_class as c
  inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
  where c.oid in (select p.oid from part as p)
),

capture as (
  select
    m.oid,
    m.name,
    count(t.oid) as triggers,
    hashtextextended(
      concat_ws(
        '|', m.oid, pg_relation_filenode(m.oid),
        (
          select
            string_agg(
              concat_ws(
                '=', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attisdropped, a.attmissingval
              ), ';' order by a.attnum
            )
          from pg_catalog.pg_attribute as a
          where a.attrelid = m.oid and a.attnum > 0
        ),
        string_agg(concat_ws('=', t.oid, t.xmin), '|' order by t.oid)
      ), 0
    ) as state
  from member as m
  left join pg_catalog.pg_trigger as t
    on
      m.oid = t.tgrelid
      and t.tgname in ('almanac_insert', 'almanac_update', 'almanac_delete', 'almanac_truncate')
      and t.tgenabled = 'A'
  where m.relkind in ('r', 'p')
  group by m.oid, m.name
),

gap as (
  select c.name || ' is not tracked' as gap
  from capture as c
  where c.triggers < 4
  union all
  select m.name || ' cannot be tracked: it is neither a table nor a view'
  from member as m
  where m.relkind not in ('r', 'p', 'v')
  union all
  select m.name || ' cannot be tracked: logical replication fires no triggers'
  from member as m
  inner join pg_catalog.pg_subscription_rel as s on m.oid = s.srrelid
  union all
  select m.name || ' cannot be tracked: it reads the clock, or chance'
  from member as m
  where
    m.definition ~* concat(
      '\m(now|random|current_date|current_time(stamp)?|localtime(stamp)?',
      '|(clock|statement|transaction)_timestamp)\M'
    )
  union all
  select m.name || ' cannot be tracked: it calls ' || f.oid::regprocedure
  from member as m
  inner join pg_catalog.pg_rewrite as w on m.oid = w.ev_class
  inner join pg_catalog.pg_depend as d
    on
      d.classid = 'pg_catalog.pg_rewrite'::regclass
      and w.oid = d.objid
      and d.refclassid = 'pg_catalog.pg_proc'::regclass
  inner join pg_catalog.pg_proc as f on d.refobjid = f.oid and f.provolatile <> 'i'
  union all
  select 'source.' || e.relation || ' is missing'
  from unnest(
    '{city, venue, space, add_on, space_add_on, booking, price_override}'::text[]
  ) as e (relation)
  where e.relation not in (select p.relation from part as p)
)

select
  i.identity,
  g.gaps,
  case
    when g.gaps = '{}' then hashint8extended(
      i.identity, (select mod(sum(c.state), 9223372036854775807)::bigint from capture as c)
    )
  end as mark
from (
  select
    hashtextextended(
      concat_ws(
        '|', 1, current_setting('server_version_num')::integer / 10000,
        (select s.system_identifier from pg_catalog.pg_control_system() as s),
        (select d.oid from pg_catalog.pg_database as d where d.datname = current_database()),
        string_agg(concat_ws('=', m.name, m.oid, m.definition), '|' order by m.name)
      ), 0
    ) as identity
  from member as m
) as i
cross join (select array(select gap.gap from gap order by gap.gap) as gaps) as g
