-- create_source_tables: the source contract as tables, for the demo market and for imports.
-- In a user's own database the same seven relations are views. Running it again changes nothing.

create schema if not exists source;

create table if not exists source.city (
  city_id integer primary key,
  slug text not null unique,
  name text not null,
  -- ISO 3166-1 alpha-2, such as US.
  country text not null,
  -- ISO 3166-2, such as US-MA.
  subdivision text,
  -- An IANA name, such as America/New_York.
  time_zone text not null,
  -- ISO 4217; every amount of the city is in its minor unit.
  currency text not null,
  latitude double precision not null,
  longitude double precision not null
);

create table if not exists source.venue (
  city_id integer not null,
  venue_id bigint not null,
  name text not null,
  latitude double precision not null,
  longitude double precision not null,
  active boolean not null,
  attributes jsonb not null,
  primary key (city_id, venue_id)
);

create table if not exists source.space (
  city_id integer not null,
  venue_id bigint not null,
  -- Unique over all cities.
  space_id bigint not null unique,
  name text not null,
  category text not null,
  capacity integer not null,
  units integer not null,
  -- Null: only a price override gives the space a price.
  base_price_minor bigint,
  -- Null: unknown.
  rating numeric,
  active boolean not null,
  attributes jsonb not null,
  primary key (city_id, space_id)
);

create index if not exists space_city_id_venue_id_idx on source.space (city_id, venue_id);

create table if not exists source.add_on (
  city_id integer not null,
  add_on text not null,
  name text not null,
  primary key (city_id, add_on)
);

create table if not exists source.space_add_on (
  city_id integer not null,
  space_id bigint not null,
  add_on text not null,
  -- Null: free, or priced on request.
  price_minor bigint,
  primary key (city_id, space_id, add_on)
);

-- Half-open: [starts_on, ends_on).
create table if not exists source.booking (
  city_id integer not null,
  space_id bigint not null,
  booking_id bigint not null,
  starts_on date not null,
  ends_on date not null,
  units integer not null,
  primary key (city_id, space_id, booking_id)
);

-- Half-open; where several cover a date, the latest start wins, then the lowest price.
create table if not exists source.price_override (
  city_id integer not null,
  space_id bigint not null,
  starts_on date not null,
  ends_on date not null,
  price_minor bigint not null
);

create index if not exists price_override_city_id_space_id_idx
on source.price_override (city_id, space_id);

do $$
begin
  if exists (select from pg_catalog.pg_roles where rolname = 'almanac_worker') then
    grant usage on schema source to almanac_worker;
    grant select on all tables in schema source to almanac_worker;
  end if;
end
$$;
