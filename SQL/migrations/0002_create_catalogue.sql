-- What a city offers, apart from dates: a copy of the source in the shape that pages need.

create table almanac.city (
  city_id integer primary key,
  slug text not null unique,
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
  -- Moves whenever a card of the city changes.
  catalogue_version bigint not null default 0,
  -- What the source's spaces, venues and add-ons hashed to when the cards were last made.
  source_hash bigint
);

-- Append-only: a number, once given, keeps its meaning in every stored result.
create table almanac.category (
  city_id integer not null,
  category_id smallint not null,
  name text not null,
  primary key (city_id, category_id),
  unique (city_id, name)
);

-- Append-only: the bit of an add-on in result.add_ons; bit 63 is the sign and stays free.
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
  primary key (city_id, card_id),
  unique (city_id, space_id, content_hash)
);

create unique index card_city_id_space_id_idx on almanac.card (city_id, space_id) where is_current;
