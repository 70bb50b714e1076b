-- What the details of a space need beside its page: kept with the card and the cell, so that the
-- answer is of the generation that it is read at.

alter table almanac.card
add column attributes jsonb not null default '{}',
add column venue_attributes jsonb not null default '{}',
-- The prices of the card's add-ons in minor units, by name; one without a price is not in it.
add column add_on_prices jsonb not null default '{}';

-- Two cards of one hash look the same in every answer, these included.
-- A client that reads it is of the version before, which refuses this schema.
-- squawk-ignore ban-drop-column
alter table almanac.card drop column shown_hash;
alter table almanac.card
-- squawk-ignore adding-field-with-default
add column shown_hash bigint not null generated always as (
  hashtextextended(
    fragment,
    jsonb_hash_extended(
      attributes, jsonb_hash_extended(venue_attributes, jsonb_hash_extended(add_on_prices, 0))
    )
  )
) stored;

-- The spaces whose base price is overridden on the date, and by what, pairwise.
alter table almanac.cell
add column override_ids bigint[] not null default '{}',
add column override_prices bigint[] not null default '{}';

-- A request for a space names no city.
-- squawk-ignore require-concurrent-index-creation
create index card_space_id_idx on almanac.card (space_id);

grant select on almanac.day_scope to almanac_reader;
