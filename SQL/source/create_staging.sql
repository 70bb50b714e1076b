-- create_staging: where an import puts a city's files before it takes the city over.
-- The tables live as long as the import's transaction. `line` is the line of the file.

create temporary table staged_listing (
  line bigint not null,
  space_id bigint not null,
  venue_id bigint not null,
  venue_name text not null,
  name text not null,
  latitude double precision not null,
  longitude double precision not null,
  category text not null,
  capacity integer not null,
  base_price_minor bigint,
  -- On the scale of the file: up to 5 or up to 100.
  rating double precision,
  says_available boolean,
  add_ons text[] not null,
  attributes jsonb not null
) on commit drop;

create temporary table staged_calendar (
  line bigint not null,
  space_id bigint not null,
  starts_on date not null,
  ends_on date not null,
  available boolean not null,
  price_minor bigint
) on commit drop;
