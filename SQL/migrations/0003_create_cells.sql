-- Days, cells, their result rows, and the pointers by which a version is published.

-- One expanded day, addressed by the hash of all that can affect results.
create table almanac.day (
  city_id integer not null,
  day_hash bigint not null,
  status text not null check (status in ('open', 'closed')),
  -- Reason code of a closed day: 5 holiday, 6 weekly, 7 exception.
  closed_reason smallint,
  holiday jsonb,
  opens_at text,
  closes_at text,
  -- Whether the date lies within the notice period, seen from the run's today.
  is_below_notice boolean not null,
  -- Price rules in order: price <- greatest(0, round(price * factor / 10000) + addend).
  factors integer[] not null,
  addends bigint[] not null,
  capacity_factor integer not null,
  closed_add_ons bigint not null,
  rules jsonb not null,
  origins jsonb not null,
  primary key (city_id, day_hash)
);

-- What a category, venue or space changes on such a day: sparse, null means as the day says.
create table almanac.day_scope (
  city_id integer not null,
  day_hash bigint not null,
  kind text not null check (kind in ('category', 'venue', 'space')),
  scope_key text not null,
  status text check (status in ('open', 'closed')),
  closed_reason smallint,
  is_below_notice boolean,
  factors integer[] not null,
  addends bigint[] not null,
  capacity_factor integer,
  closed_add_ons bigint,
  rules jsonb not null,
  origins jsonb not null,
  primary key (city_id, day_hash, kind, scope_key)
);

-- One built version of a city and date, with the ledger of what it was built from.
create table almanac.cell (
  city_id integer not null,
  version integer not null,
  date date not null,
  day_hash bigint not null,
  -- The version that was live when the build began; a publication swaps only from it.
  base_version integer,
  row_count integer not null,
  lowest_price_minor bigint,
  content_hash bigint not null,
  catalogue_hash bigint not null,
  bookings_hash bigint not null,
  prices_hash bigint not null,
  score_hash bigint not null,
  -- Spaces that the result leaves out, and why, pairwise; empty on a closed day.
  excluded_ids bigint[] not null,
  excluded_reasons smallint[] not null,
  today date not null,
  inputs_as_of timestamptz not null,
  built_at timestamptz not null,
  run_id bigint not null,
  primary key (city_id, version)
);

create index cell_city_id_date_idx on almanac.cell (city_id, date, version);

-- Each publication is a generation; its number is given under the counter's row lock, so the
-- order of numbers is the order in which readers saw them.
create table almanac.generation_counter (
  is_only boolean primary key default true check (is_only),
  last_generation bigint not null
);

insert into almanac.generation_counter (last_generation) values (0);

create table almanac.generation (
  generation bigint primary key,
  city_id integer not null,
  kind text not null check (kind in ('rebuild', 'refresh', 'release', 'rollback')),
  run_id bigint,
  cells integer not null,
  published_at timestamptz not null
);

create index generation_city_id_idx on almanac.generation (city_id, generation);

-- History is intervals: v1, v2, v1 again are three rows.
create table almanac.cell_live (
  city_id integer not null,
  date date not null,
  from_generation bigint not null,
  to_generation bigint,
  version integer not null,
  primary key (city_id, date, from_generation)
);

create unique index cell_live_city_id_date_idx on almanac.cell_live (city_id, date)
include (version, from_generation) where to_generation is null;

create index cell_live_city_id_version_idx on almanac.cell_live (city_id, version);

-- A run that found nothing to do still looked.
create table almanac.city_check (
  city_id integer not null,
  run_id bigint not null,
  from_date date not null,
  to_date date not null,
  inputs_as_of timestamptz not null,
  primary key (city_id, run_id)
);

-- Rows are inserted in key order, a version at a time, and never updated. The key is the order of
-- the default sort; the other sorts take the top of a cell's slice, which is contiguous.
create table almanac.result (
  city_id integer not null,
  version integer not null,
  space_id bigint not null,
  price_minor bigint not null,
  add_ons bigint not null,
  -- The negated score: ascending is best first.
  recommended integer not null,
  capacity integer not null,
  units integer not null,
  x integer not null,
  y integer not null,
  z integer not null,
  card_id integer not null,
  rating smallint,
  category_id smallint not null,
  primary key (city_id, version, recommended, space_id)
);
