-- What executed: runs, their stages and failures, and the leases that say who may build what.

create schema almanac;

create table almanac.run (
  run_id bigint generated always as identity primary key,
  -- The command as its user names it: rebuild, refresh, run nightly.
  command text not null,
  -- One per process, never a host name: two containers may share a name.
  process_id uuid not null,
  -- The one instant from which each city's today is computed.
  instant timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text not null default 'running'
  check (outcome in ('running', 'done', 'findings', 'failed', 'interrupted', 'abandoned')),
  cells_built integer not null default 0,
  cells_published integer not null default 0,
  cells_unchanged integer not null default 0,
  cells_held integer not null default 0,
  cells_superseded integer not null default 0,
  cells_failed integer not null default 0,
  rows_written bigint not null default 0,
  peak_rss_bytes bigint
);

create table almanac.run_stage (
  run_id bigint not null references almanac.run on delete cascade,
  city_id integer not null,
  stage text not null,
  seconds double precision not null,
  cells integer not null,
  rows_written bigint not null,
  primary key (run_id, city_id, stage)
);

-- One city's failure does not stop the others; the reason stays readable.
create table almanac.run_failure (
  run_id bigint not null references almanac.run on delete cascade,
  city_id integer not null,
  stage text not null,
  message text not null,
  failed_at timestamptz not null,
  primary key (run_id, city_id)
);

-- A lease says who should work; its fence, which only grows, is what a publication checks.
create table almanac.lease (
  resource text primary key,
  owner uuid,
  run_id bigint,
  fence bigint not null,
  expires_at timestamptz not null
);
