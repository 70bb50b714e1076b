-- track_script: the statements that make a table write its changes down, in the writer's
-- transaction and by one insert a statement.
-- The values are SQL over a row r of the table, 'null' where they are not known; a value that is
-- null stands for any. SECURITY DEFINER: who writes the table needs no right on almanac.
-- $1 text table, quoted, $2 text function, $3 text kind, $4 text city_id, $5 text space_id,
-- $6 text first date, $7 text day after the last date, $8 bool whether writers say so to those who
-- listen to almanac_change
with part as (
  select
    format(
      $part$insert into almanac.change (kind, city_id, space_id, from_date, to_date)
    select
      %L,
      g.city_id,
      case
        when count(g.space_id) = count(*) and min(g.space_id) = max(g.space_id)
          then min(g.space_id)
      end,
      min(coalesce(g.from_date, '-infinity')),
      max(coalesce(g.to_date, 'infinity'))
    from (
      select
        (%s)::integer as city_id,
        (%s)::bigint as space_id,
        (%s)::date as from_date,
        (%s)::date as to_date
      from %%s as r
    ) as g
    group by g.city_id, case when g.city_id is null then g.space_id end;$part$,
      $3::text, $4::text, $5::text, $6::text, $7::text
    ) as part
)

select
  format(
    $script$
-- Fails here, not at the first write, when a value is no SQL over the table.
do $check$
begin
  perform (%6$s)::integer, (%7$s)::bigint, (%8$s)::date, (%9$s)::date from %1$s as r limit 0;
end
$check$;

create or replace function almanac.%2$I() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $body$
begin
  if tg_op = 'INSERT' then
    %3$s
  elsif tg_op = 'DELETE' then
    %4$s
  elsif tg_op = 'UPDATE' then
    %5$s
  else
    insert into almanac.change (kind) values (%10$L);
  end if;%11$s
  return null;
end
$body$;

revoke all on function almanac.%2$I() from public;

create or replace trigger almanac_insert after insert on %1$s
referencing new table as new_rows for each statement execute function almanac.%2$I();
create or replace trigger almanac_update after update on %1$s
referencing old table as old_rows new table as new_rows
for each statement execute function almanac.%2$I();
create or replace trigger almanac_delete after delete on %1$s
referencing old table as old_rows for each statement execute function almanac.%2$I();
create or replace trigger almanac_truncate after truncate on %1$s
for each statement execute function almanac.%2$I();

-- Also where session_replication_role says replica.
alter table %1$s
enable always trigger almanac_insert, enable always trigger almanac_update,
enable always trigger almanac_delete, enable always trigger almanac_truncate;
$script$,
    $1::text, $2::text, format(p.part, 'new_rows'), format(p.part, 'old_rows'),
    format(p.part, '(select * from old_rows union all select * from new_rows)'),
    $4::text, $5::text, $6::text, $7::text, $3::text,
    case when $8 then E'\n  notify almanac_change;' else '' end
  ) as script
from part as p
