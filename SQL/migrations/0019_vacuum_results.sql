-- A night writes and prunes a few of a hundred rows. Vacuumed by the default settings, once a fifth
-- has changed, the table would keep the room of several nights and grow by it.
alter table almanac.result set (
  autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02
);
