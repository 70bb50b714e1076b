-- What keeps a built version from its readers: holds and pins; and what a generation did.

-- A version that a check has kept back, one a cell at most: a newer build replaces it. Discarded,
-- its rows go and its ledger stays, so that the same inputs are not built and held again.
create table almanac.held_cell (
  city_id integer not null,
  date date not null,
  version integer not null,
  -- The version that was live when it was checked; null when there was none.
  base_version integer,
  -- The gates or checks that it failed.
  reasons text[] not null,
  -- One sentence with the figures of the first.
  summary text not null,
  -- How many times the limit the figure is: the order of what to look at.
  excess double precision not null,
  figures jsonb not null,
  -- What the gates hashed to; null when another check than a gate held it.
  gates_hash bigint,
  held_at timestamptz not null,
  run_id bigint not null,
  discarded_at timestamptz,
  primary key (city_id, date)
);

create index held_cell_city_id_version_idx on almanac.held_cell (city_id, version);

-- A cell that a rollback has fixed: planned, never published over.
create table almanac.pin (
  city_id integer not null,
  date date not null,
  -- What the rollback went back to.
  generation bigint not null,
  pinned_at timestamptz not null,
  run_id bigint not null,
  primary key (city_id, date)
);

alter table almanac.generation
-- Cells of the city that were held when it was made.
add column held integer not null default 0,
-- Rows of the cells that it moved, against the versions before; null when nobody has counted.
add column rows_added bigint,
add column rows_removed bigint,
add column rows_changed bigint,
-- Whether everything that was live of the city at it is still there.
add column is_retained boolean not null default true;

grant all on almanac.held_cell, almanac.pin to almanac_owner;
grant select, insert, update, delete on almanac.held_cell, almanac.pin to almanac_worker;
