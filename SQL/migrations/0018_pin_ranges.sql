-- A rollback pins ranges of dates: one row a city and generation, however many the dates are.
-- Nobody but the worker reads pins, and it refuses a schema that is not its own.
-- squawk-ignore renaming-table
alter table almanac.pin rename to pinned_date;
-- squawk-ignore renaming-object
alter index almanac.pin_pkey rename to pinned_date_pkey;

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

insert into almanac.pin (city_id, generation, dates, pinned_at, run_id)
select
  p.city_id,
  p.generation,
  range_agg(daterange(p.date, p.date + 1)),
  max(p.pinned_at),
  max(p.run_id)
from almanac.pinned_date as p
group by p.city_id, p.generation;

-- squawk-ignore ban-drop-table
drop table almanac.pinned_date;

grant all on almanac.pin to almanac_owner;
grant select, insert, update, delete on almanac.pin to almanac_worker;

-- A version says its date, and a date's pointers are few: the key finds them.
-- squawk-ignore require-concurrent-index-deletion
drop index almanac.cell_live_city_id_version_idx;
