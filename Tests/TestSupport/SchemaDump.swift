public import Postgres

/// The shape of a schema as text, one line for each thing in it, in a stable order.
///
/// Two databases have the same schema when their dumps are equal: tables, views, columns, types,
/// defaults, constraints, indexes, sequences, functions, triggers, comments and rights.
public enum SchemaDump {
  /// The lines for the schemas called `schemas`.
  public static func lines(_ connection: Connection, schemas: [String]) async throws -> [String] {
    let rows = try await connection.query(
      Statement("dump schema", sql), [.textArray(schemas)])
    return try rows.map { try $0.get("line") }
  }

  private static let sql = """
    with relation as (
      select c.*, format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1::text[])
        and format('%I.%I', n.nspname, c.relname)
          not in ('almanac.migration', 'almanac.migration_pkey')
    ),
    line as (
      select format('schema %I %s', nspname, rights) as line
      from pg_namespace, lateral (
        select string_agg(a::text, ' ' order by a::text) as rights from unnest(nspacl) a
      ) as acl
      where nspname = any ($1::text[])
      union all
      select format(
        'relation %s %s %s %s %s %s %s', name, relkind, relpersistence, rights,
        coalesce(reloptions::text, ''), coalesce(pg_get_partkeydef(oid), ''),
        case when relkind in ('v', 'm') then pg_get_viewdef(oid) else '' end)
      from relation, lateral (
        select string_agg(a::text, ' ' order by a::text) as rights from unnest(relacl) a
      ) as acl
      where relkind <> 'i'
      union all
      select format(
        'column %s.%I %s %s%s%s%s %s %s', r.name, a.attname,
        row_number() over (partition by a.attrelid order by a.attnum),
        format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case a.attidentity when '' then '' else ' identity ' || a.attidentity::text end,
        case a.attgenerated when '' then '' else ' generated ' || a.attgenerated::text end,
        coalesce(pg_get_expr(d.adbin, d.adrelid), ''), coalesce(a.attacl::text, ''))
      from relation r
      join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
      where r.relkind in ('r', 'p', 'v', 'm')
      union all
      select format('constraint %s %I %s', r.name, c.conname, pg_get_constraintdef(c.oid))
      from relation r join pg_constraint c on c.conrelid = r.oid
      union all
      select format('index %s', pg_get_indexdef(oid)) from relation where relkind in ('i', 'I')
      union all
      select format('trigger %s', pg_get_triggerdef(t.oid))
      from relation r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
      union all
      select format('function %s %s', pg_get_functiondef(p.oid), coalesce(p.proacl::text, ''))
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = any ($1::text[])
      union all
      select format(
        'comment %s %s %s', r.name, coalesce(a.attname::text, ''), d.description)
      from relation r
      join pg_description d on d.objoid = r.oid and d.classoid = 'pg_class'::regclass
      left join pg_attribute a on a.attrelid = r.oid and a.attnum = d.objsubid and d.objsubid > 0
    )
    select line from line order by line
    """
}
