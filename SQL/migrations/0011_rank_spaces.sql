-- The rank of a space takes the place of its id in the key of the results. Four integers are a key
-- that PostgreSQL packs to nine tenths wherever in the tree the rows go; with a space id among them
-- the pages of every city but the last were left half empty.
alter table almanac.result add column space_rank integer not null default 0;

update almanac.result as r
set space_rank = n.space_rank
from (
  select
    s.city_id,
    s.version,
    s.recommended,
    s.space_id,
    row_number() over (partition by s.city_id, s.version order by s.space_id) as space_rank
  from almanac.result as s
) as n
where
  r.city_id = n.city_id
  and r.version = n.version
  and r.recommended = n.recommended
  and r.space_id = n.space_id;

-- Reads wait while the key is exchanged; it takes seconds, once.
-- squawk-ignore ban-drop-default
alter table almanac.result alter column space_rank drop default;
-- squawk-ignore ban-drop-constraint
alter table almanac.result drop constraint result_pkey;
-- squawk-ignore constraint-missing-not-valid, adding-serial-primary-key-field
alter table almanac.result add primary key (city_id, version, recommended, space_rank);
