-- The present shape of the schema, as the migrations lead to it. Read this one; a test proves that
-- it agrees with them.

-- What executed: runs, their stages and failures, and the leases that say who may build what.

create schema almanac;

create table almanac.run (
  run_id bigint generated always as identity primary key,
  -- The command as its user names it: rebuild, refresh, run nightly.
  command text not null,
  -- One per process, never a host name: two containers may share a name.
  process_id uuid not null,
  -- When it was asked for; each city's today is that of the moment at which its work begins.
  instant timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text not null default 'running'
  check (
    outcome in ('running', 'done', 'findings', 'failed', 'busy', 'interrupted', 'abandoned')
  ),
  cells_built integer not null default 0,
  cells_published integer not null default 0,
  cells_unchanged integer not null default 0,
  cells_held integer not null default 0,
  cells_superseded integer not null default 0,
  cells_failed integer not null default 0,
  rows_written bigint not null default 0,
  peak_rss_bytes bigint,
  -- Why it did not end well, unless its cells, held or failed, say so.
  note text
);

-- Each run asks for those that are gone.
create index run_run_id_running_idx on almanac.run (run_id) where outcome = 'running';

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
  -- Its slug then: nothing of it may ever have been built.
  city text,
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

-- What a city offers, apart from dates: a copy of the source in the shape that pages need.

create table almanac.city (
  city_id integer primary key,
  -- One statement may exchange the slugs of two cities. A city whose slug another has taken bears
  -- it with a tilde and its own number.
  slug text not null unique deferrable,
  name text not null,
  country text not null,
  subdivision text,
  time_zone text not null,
  currency text not null,
  currency_exponent smallint not null,
  latitude double precision not null,
  longitude double precision not null,
  next_version integer not null default 1,
  next_card_id integer not null default 1,
  -- Moves whenever the city, a card of it or the rows of a published version change.
  catalogue_version bigint not null default 0,
  -- What the source's spaces, venues and add-ons hashed to when the cards were last made.
  source_hash bigint,
  -- What those cards hash to: all but their add-ons, and their add-ons.
  catalogue_hash bigint,
  add_ons_hash bigint,
  spaces integer,
  -- Set when every date of the horizon was found to agree with its inputs, each change of which has
  -- been written down since: then the ledger is right wherever no change is pending.
  trusted_mark bigint,
  trusted_generation bigint,
  trusted_at timestamptz,
  -- The horizon of then; changes of dates beyond it are not looked at.
  trusted_from date,
  trusted_to date,
  -- Set when the source has no such city any more and none of its cells is live.
  removed_at timestamptz,
  -- What the rules, the cities of the source and the city's date hashed to when all of its cells,
  -- so many, were last found right, and its generation then. As long as the trust stands, none of
  -- these has moved and no change is pending, there is nothing to look for.
  quiet_hash bigint,
  quiet_generation bigint,
  quiet_cells integer
);

-- Append-only: a number, once given, keeps its meaning in every stored result.
create table almanac.category (
  city_id integer not null,
  category_id smallint not null,
  name text not null,
  primary key (city_id, category_id),
  unique (city_id, name)
);

-- The bit of an add-on in result.add_ons; bit 63 is the sign and stays free. A bit is another
-- add-on's only once no stored row can show it.
create table almanac.add_on (
  city_id integer not null,
  bit smallint not null check (bit between 0 and 62),
  add_on text not null,
  name text not null,
  primary key (city_id, bit),
  unique (city_id, add_on)
);

-- The date-invariant side of a space. Rows are immutable but for is_current and retired_at: a
-- changed space gets a new card, so that an older version still shows what it was built from.
create table almanac.card (
  city_id integer not null,
  card_id integer not null,
  space_id bigint not null,
  venue_id bigint not null,
  category_id smallint not null,
  capacity integer not null,
  units integer not null,
  base_price_minor bigint,
  add_ons bigint not null,
  -- Hundredths of a point; null when unknown.
  rating smallint,
  -- Unit vector from the centre of the Earth, scaled to integers: exact order in SQL and Swift.
  x integer not null,
  y integer not null,
  z integer not null,
  -- Why the space is never offered: 3 space inactive, 4 venue inactive; null when it is.
  inactive_reason smallint,
  is_current boolean not null,
  retired_at timestamptz,
  content_hash bigint not null,
  -- The item's members that no date changes, as JSON text without the closing brace: space_id,
  -- venue_id, name, venue_name, category, rating, location.
  fragment text not null,
  -- The names of the card's add-ons as a JSON array; it serves where result.add_ons is the same.
  add_on_list text not null,
  attributes jsonb not null default '{}',
  venue_attributes jsonb not null default '{}',
  -- The prices of the card's add-ons in minor units, by name; one without a price is not in it.
  add_on_prices jsonb not null default '{}',
  -- Two cards of one hash look the same in every answer.
  shown_hash bigint not null generated always as (
    hashtextextended(
      fragment,
      jsonb_hash_extended(
        attributes, jsonb_hash_extended(venue_attributes, jsonb_hash_extended(add_on_prices, 0))
      )
    )
  ) stored,
  primary key (city_id, card_id),
  unique (city_id, space_id, content_hash)
);

create unique index card_city_id_space_id_idx on almanac.card (city_id, space_id) where is_current;

-- A request for a space names no city.
create index card_space_id_idx on almanac.card (space_id);

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
  -- The holidays of the date and of the day after it; tells why day_hash has moved.
  calendars_hash bigint not null default 0,
  add_ons_hash bigint not null default 0,
  -- Which database and relations the other hashes speak of.
  source_identity bigint not null default 0,
  -- The spaces whose base price is overridden on the date, and by what, pairwise.
  override_ids bigint[] not null default '{}',
  override_prices bigint[] not null default '{}',
  -- Whether the rows are grouped into blocks, as those of more than ten thousand are.
  has_blocks boolean not null default false,
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
  published_at timestamptz not null,
  -- Cells of the city that were held when it was made.
  held integer not null default 0,
  -- Rows of the cells that it moved, against the versions before; null when nobody has counted.
  rows_added bigint,
  rows_removed bigint,
  rows_changed bigint,
  -- Whether everything that was live of the city at it is still there.
  is_retained boolean not null default true,
  -- When a rebuild last left everything that was live of the city at it as it was, and which run
  -- did: a checkpoint, whatever its kind.
  confirmed_at timestamptz,
  confirmed_by bigint
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

-- A run that found nothing to do still looked, at one range of dates or at several.
create table almanac.city_check (
  city_id integer not null,
  run_id bigint not null,
  from_date date not null,
  to_date date not null,
  inputs_as_of timestamptz not null,
  -- The city's own date in that run; null for a check that nobody counts far dates from.
  today date,
  primary key (city_id, run_id, from_date)
);

-- Rows are inserted in key order, a version at a time, and never updated. The key is the order of
-- the default sort. A small cell's other orders are the top of its slice, which is contiguous. A
-- cell of more than ten thousand rows has an index for each, a category at a time, and blocks for
-- the distance from a place and for filters that few rows pass; its rows are inserted by block.
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
  -- The rank of the space id within the version. Four integers are a key that PostgreSQL packs to
  -- nine tenths wherever in the tree the rows go; a wider one leaves pages half empty.
  space_rank integer not null,
  -- Which block of its category the row is in, from 1; 0 in a cell of at most ten thousand rows.
  block integer not null default 0,
  primary key (city_id, version, recommended, space_rank)
)
-- A night writes and prunes a few of a hundred rows: their room serves the next night's.
with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- No other index serves the condition of a block's rows: the planner takes this one whatever it
-- knows of the table.
create index result_block_idx on almanac.result (city_id, version, category_id, block)
where block <> 0;

create index result_price_idx
on almanac.result (city_id, version, category_id, price_minor, space_id)
where block > 0;

create index result_rating_idx
on almanac.result (city_id, version, category_id, (-coalesce(rating, -1)), space_id)
where block > 0;

create index result_capacity_idx
on almanac.result (city_id, version, category_id, capacity, space_id)
where block > 0;

-- What the rows of a block of a large cell have at least and at most; once rows are withdrawn, they
-- may have less.
create table almanac.result_block (
  city_id integer not null,
  version integer not null,
  category_id smallint not null,
  block integer not null,
  items integer not null,
  -- Those that any of the rows has.
  add_ons bigint not null,
  least_capacity integer not null,
  greatest_capacity integer not null,
  least_price_minor bigint not null,
  greatest_price_minor bigint not null,
  least_x integer not null,
  greatest_x integer not null,
  least_y integer not null,
  greatest_y integer not null,
  least_z integer not null,
  greatest_z integer not null,
  primary key (city_id, version, category_id, block)
);

-- How many rows of a version each facet counts, written once the version is live. Where nobody has
-- counted yet, or a space was withdrawn since, readers count.
create table almanac.cell_facets (
  city_id integer not null,
  version integer not null,
  -- What is counted: 65536 times the kind, and a place. Kind 0 is a category, by its number; 1 an
  -- add-on, by its bit; 2 and 3 are bands of capacities and of prices, as SQL/shared numbers them.
  facets integer[] not null,
  -- How many rows each has, of the same place in the array; at least one.
  items integer[] not null,
  primary key (city_id, version)
);

-- Changes of the source that triggers have written down and that nobody has looked at yet.
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

create index change_city_id_idx on almanac.change (city_id);

-- What keeps a built version from its readers.

-- A version that a check has kept back, one a cell at most: a newer build replaces it. Discarded,
-- its rows go and its ledger stays, so that the same inputs are not built and held again.
create table almanac.held_cell (
  city_id integer not null,
  date date not null,
  -- Null when what is held is the end of the cell, because its city is gone from the source.
  version integer,
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

-- Cells that a rollback has fixed: planned, never published over.
create table almanac.pin (
  city_id integer not null,
  -- What the rollback went back to.
  generation bigint not null,
  -- A date is in one pin of its city.
  dates datemultirange not null check (not isempty(dates)),
  pinned_at timestamptz not null,
  run_id bigint not null,
  primary key (city_id, generation)
);

-- Spaces that a person has taken out of discovery, for a legal or a safety reason.

create table almanac.withdrawal (
  withdrawal_id bigint generated always as identity primary key,
  space_id bigint not null,
  -- The city that the space stood in.
  city_id integer not null,
  reason text,
  withdrawn_by text not null,
  withdrawn_at timestamptz not null,
  undone_by text,
  undone_at timestamptz
);

create unique index withdrawal_space_id_idx on almanac.withdrawal (space_id)
where undone_at is null;

-- Three roles: one that migrates, one that builds, one that answers. They cannot log in; grant
-- them to the accounts of the deployment.

do $$
declare
  role_name text;
begin
  foreach role_name in array array['almanac_owner', 'almanac_worker', 'almanac_reader'] loop
    begin
      if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
        execute format('create role %I nologin', role_name);
      end if;
    exception
      -- Roles belong to the cluster: another database may be migrating at this moment.
      when duplicate_object or unique_violation then null;
    end;
  end loop;
end
$$;

grant usage on schema almanac to almanac_owner, almanac_worker, almanac_reader;
grant all on all tables in schema almanac to almanac_owner;
grant select, insert, update, delete on all tables in schema almanac to almanac_worker;
grant select on
almanac.city, almanac.category, almanac.add_on, almanac.card, almanac.day, almanac.day_scope,
almanac.cell, almanac.cell_live, almanac.city_check, almanac.generation, almanac.result,
almanac.result_block, almanac.cell_facets
to almanac_reader;
