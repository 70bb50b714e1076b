-- A city that the source has no more: its cells end, it is unknown to readers, and another may bear
-- its slug.
alter table almanac.city add column removed_at timestamptz;

-- One statement may exchange the slugs of two cities.
-- squawk-ignore ban-drop-constraint
alter table almanac.city drop constraint city_slug_key;
-- squawk-ignore constraint-missing-not-valid, disallowed-unique-constraint
alter table almanac.city add constraint city_slug_key unique (slug) deferrable;

-- No version: what is held is the end of the cell.
-- squawk-ignore ban-drop-not-null
alter table almanac.held_cell alter column version drop not null;
