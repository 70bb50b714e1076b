-- An index for each order of the cells of more than ten thousand rows. At fewer, the top of the
-- slice is found as fast, and a second index costs more than all the rest of the writing.
alter table almanac.result add column is_large boolean not null default false;

update almanac.result as r
set is_large = true
from almanac.cell as c
where r.city_id = c.city_id and r.version = c.version and c.row_count > 10000;

-- squawk-ignore require-concurrent-index-creation
create index result_price_idx on almanac.result (city_id, version, price_minor, space_id)
where is_large;

-- squawk-ignore require-concurrent-index-creation
create index result_rating_idx
on almanac.result (city_id, version, (-coalesce(rating, -1)), space_id)
where is_large;

-- squawk-ignore require-concurrent-index-creation
create index result_capacity_idx on almanac.result (city_id, version, capacity, space_id)
where is_large;
