-- The ledger by kinds of input, the source that it speaks of, and what readers see of a card.

-- What an item shows that no date changes: two cards of one hash look the same in every answer.
-- Rewrites a table of one row a space, once.
alter table almanac.card
-- squawk-ignore adding-field-with-default
add column shown_hash bigint not null generated always as (hashtextextended(fragment, 0)) stored;

-- 0: nothing is known of the cells of before; their source is no database's.
alter table almanac.cell add column calendars_hash bigint not null default 0;
alter table almanac.cell add column add_ons_hash bigint not null default 0;
alter table almanac.cell add column source_identity bigint not null default 0;

-- What the current cards hash to, kept when they are made.
alter table almanac.city add column catalogue_hash bigint;
alter table almanac.city add column add_ons_hash bigint;
alter table almanac.city add column spaces integer;
