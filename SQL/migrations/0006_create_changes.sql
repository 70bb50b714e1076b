-- Changes of the source that triggers have written down, and how far a city's ledger can be taken
-- for the truth because of them.

create table almanac.change (
  change_id bigint generated always as identity primary key,
  -- The relation of the source that it may touch; 'source' stands for any of them.
  kind text not null check (
    kind in (
      'source', 'city', 'venue', 'space', 'add_on', 'space_add_on', 'booking', 'price_override'
    )
  ),
  -- Null: any.
  city_id integer,
  space_id bigint,
  from_date date,
  -- The day after the last.
  to_date date,
  changed_at timestamptz not null default clock_timestamp()
)
-- A queue: its dead rows are many, however few are alive.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Set when every date of the horizon was found to agree with its inputs, each change of which has
-- been written down since: then the ledger is right wherever no change is pending.
alter table almanac.city add column trusted_mark bigint;
alter table almanac.city add column trusted_generation bigint;
alter table almanac.city add column trusted_at timestamptz;
-- The horizon of then; changes of dates beyond it are not looked at.
alter table almanac.city add column trusted_from date;
alter table almanac.city add column trusted_to date;

-- Each run asks for those that are gone. The table is small when it is migrated.
-- squawk-ignore require-concurrent-index-creation
create index run_run_id_running_idx on almanac.run (run_id) where outcome = 'running';

grant all on almanac.change to almanac_owner;
grant select, insert, update, delete on almanac.change to almanac_worker;
