-- How many rows of a version each facet counts, so that a request without filters reads no row.
-- Versions from before have none until the next run of their city.
create table almanac.cell_facets (
  city_id integer not null,
  version integer not null,
  facets integer[] not null,
  items integer[] not null,
  primary key (city_id, version)
);

grant all on almanac.cell_facets to almanac_owner;
grant select, insert, update, delete on almanac.cell_facets to almanac_worker;
grant select on almanac.cell_facets to almanac_reader;
