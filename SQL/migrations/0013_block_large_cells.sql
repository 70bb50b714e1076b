-- The rows of a large cell are grouped into blocks: 64 of one category that lie close together.
-- What a block may hold is known without its rows, so that pages by distance, and pages of filters
-- that few rows pass, read the blocks that matter. The number of the block takes the place of
-- is_large, and the indexes begin with the category, so that its pages walk its rows alone.
-- squawk-ignore require-concurrent-index-deletion
drop index almanac.result_price_idx, almanac.result_rating_idx, almanac.result_capacity_idx;

-- Reads wait while the table is written anew; it takes seconds, once.
-- squawk-ignore ban-drop-default
alter table almanac.result alter column is_large drop default;
-- squawk-ignore changing-column-type
alter table almanac.result alter column is_large type integer using is_large::int;
-- squawk-ignore renaming-column
alter table almanac.result rename column is_large to block;
alter table almanac.result alter column block set default 0;

create table almanac.result_block (
  city_id integer not null,
  version integer not null,
  category_id smallint not null,
  block integer not null,
  items integer not null,
  -- Those that any of the rows has.
  add_ons bigint not null,
  least_capacity integer not null,
  greatest_capacity integer not null,
  least_price_minor bigint not null,
  greatest_price_minor bigint not null,
  least_x integer not null,
  greatest_x integer not null,
  least_y integer not null,
  greatest_y integer not null,
  least_z integer not null,
  greatest_z integer not null,
  primary key (city_id, version, category_id, block)
);

grant all on almanac.result_block to almanac_owner;
grant select, insert, update, delete on almanac.result_block to almanac_worker;
grant select on almanac.result_block to almanac_reader;

-- Strips of latitude, as many blocks in each as there are strips, cut by longitude.
update almanac.result as r
set block = n.block
from (
  select
    s.city_id,
    s.version,
    s.recommended,
    s.space_rank,
    (
      row_number() over (
        partition by s.city_id, s.version, s.category_id
        order by s.strip, atan2(s.y, s.x), s.space_rank
      ) - 1
    ) / 64 + 1 as block
  from (
    select
      t.*,
      (row_number() over (partition by t.city_id, t.version, t.category_id order by t.z) - 1)
      / (
        64 * ceil(
          sqrt(count(*) over (partition by t.city_id, t.version, t.category_id) / 64.0)
        )::bigint
      ) as strip
    from almanac.result as t
    where t.block > 0
  ) as s
) as n
where
  r.city_id = n.city_id
  and r.version = n.version
  and r.recommended = n.recommended
  and r.space_rank = n.space_rank;

insert into almanac.result_block
select
  r.city_id,
  r.version,
  r.category_id,
  r.block,
  count(*),
  bit_or(r.add_ons),
  min(r.capacity),
  max(r.capacity),
  min(r.price_minor),
  max(r.price_minor),
  min(r.x),
  max(r.x),
  min(r.y),
  max(r.y),
  min(r.z),
  max(r.z)
from almanac.result as r
where r.block > 0
group by r.city_id, r.version, r.category_id, r.block;

-- squawk-ignore require-concurrent-index-creation
create index result_block_idx on almanac.result (city_id, version, category_id, block)
where block > 0;

-- squawk-ignore require-concurrent-index-creation
create index result_price_idx
on almanac.result (city_id, version, category_id, price_minor, space_id)
where block > 0;

-- squawk-ignore require-concurrent-index-creation
create index result_rating_idx
on almanac.result (city_id, version, category_id, (-coalesce(rating, -1)), space_id)
where block > 0;

-- squawk-ignore require-concurrent-index-creation
create index result_capacity_idx
on almanac.result (city_id, version, category_id, capacity, space_id)
where block > 0;
