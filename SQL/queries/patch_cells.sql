-- patch_cells: builds a batch of cells of one city whose days and catalogue are those of their base
-- versions: their rows are copied, but for those of some spaces, which are judged anew. For what
-- build_cells gives it takes a third of the time. No base version and no cell has blocks.
-- A cell that looks like its base version is not written; the base's ledger is renewed instead.
-- Store replaces 0 /* price */ by the day's price steps, nested, over the base price of c.
-- $1 int4 city_id, $2 int8 run_id, $3 date[] dates, at most 1,000, each once, $4 int4[] versions,
-- $5 int8[] day hashes, $6 int4[] base versions, $7 int8[] bookings hashes, $8 int8[] prices
-- hashes, $9 int8 catalogue hash, $10 int8 score hash, $11 date today, $12 timestamptz
-- inputs_as_of, $13 timestamptz built_at, $14 int8 rating weight, $15 int8 price weight, $16 int8
-- units weight, $17 int2 hundredths that an unknown rating counts as, $18 int8 minor units in a
-- major one, $19 int8[] calendars hashes, $20 int8 add-ons hash, $21 int8 source identity,
-- $22 int8[] spaces, all of those whose bookings or prices may differ from what the base versions
-- were built from
with wanted as materialized (select * from shared.wanted),

distinct_day as materialized (select * from shared.distinct_day),

bounds as materialized (select * from shared.bounds),

ranked_card as materialized (
  select
    c.*,
    (
      select count(*)
      from almanac.card as s
      where s.city_id = $1 and s.is_current and s.space_id <= c.space_id
    )::int as space_rank
  from shared.current_card as c
  where c.space_id = any($22)
),

overridden as materialized (select * from shared.overridden),

judged as materialized (select * from shared.judged),

place as materialized (select * from shared.place),

base as materialized (
  select
    w.ordinal,
    b.version,
    b.row_count,
    b.lowest_price_minor,
    b.content_hash,
    b.excluded_ids,
    b.excluded_reasons,
    b.override_ids,
    b.override_prices
  from wanted as w
  inner join almanac.cell as b on b.city_id = $1 and w.base_version = b.version
),

-- What the cells say of the spaces, with 1 as the sign, and what their base versions said, with -1.
-- OFFSET 0: a generic plan would read the rows of all versions.
said as (
  select
    p.ordinal,
    1 as sign,
    j.space_id,
    j.reason,
    case when j.reason = 0 then j.price_minor end as price_minor,
    j.content_hash
  from judged as j
  inner join place as p on j.place = p.place
  where get_bit(j.touched_dates, p.ordinal) is distinct from 1
  union all
  select
    b.ordinal,
    -1,
    r.space_id,
    0,
    r.price_minor,
    shared.row_hash(r)
  from base as b
  cross join lateral (
    select *
    from almanac.result as r
    where r.city_id = $1 and r.version = b.version and r.space_id = any($22)
    offset 0
  ) as r
  inner join almanac.card as k on k.city_id = $1 and r.card_id = k.card_id
  union all
  select
    b.ordinal,
    -1,
    x.space_id,
    x.reason,
    null,
    hashint8extended(x.space_id, x.reason)
  from base as b
  cross join unnest(b.excluded_ids, b.excluded_reasons) as x (space_id, reason)
  where x.space_id = any($22)
),

difference as (
  select
    s.ordinal,
    count(*) filter (where s.sign = 1 and s.reason = 0)
    - count(*) filter (where s.sign = -1 and s.reason = 0) as row_count,
    min(s.price_minor) filter (where s.sign = 1) as lowest_price_minor,
    min(s.price_minor) filter (where s.sign = -1) as former_price_minor,
    sum(s.sign * s.content_hash::numeric) as content_hash,
    array_agg(s.space_id) filter (where s.sign = 1 and s.reason <> 0) as excluded_ids,
    array_agg(s.reason::smallint) filter (where s.sign = 1 and s.reason <> 0) as excluded_reasons
  from said as s
  group by s.ordinal
),

cells as materialized (
  select
    w.*,
    false as is_large,
    (b.row_count + coalesce(d.row_count, 0))::int as row_count,
    least(
      d.lowest_price_minor,
      case
        when d.former_price_minor > b.lowest_price_minor or d.former_price_minor is null
          then b.lowest_price_minor
        else (
          select min(r.price_minor)
          from almanac.result as r
          where r.city_id = $1 and r.version = b.version and r.space_id <> all($22)
        )
      end
    ) as lowest_price_minor,
    -- As build_cells sums.
    mod(
      mod(b.content_hash + coalesce(d.content_hash, 0), 9223372036854775807)
      + 9223372036854775807, 9223372036854775807
    )::bigint as content_hash,
    array(
      select x.space_id from unnest(b.excluded_ids) as x (space_id) where x.space_id <> all($22)
    ) || coalesce(d.excluded_ids, '{}') as excluded_ids,
    array(
      select x.reason
      from unnest(b.excluded_ids, b.excluded_reasons) as x (space_id, reason)
      where x.space_id <> all($22)
    ) || coalesce(d.excluded_reasons, '{}') as excluded_reasons,
    array(
      select x.space_id from unnest(b.override_ids) as x (space_id) where x.space_id <> all($22)
    ) || array(
      select o.space_id from overridden as o where o.ordinal = w.ordinal order by o.space_id
    ) as override_ids,
    array(
      select x.price_minor
      from unnest(b.override_ids, b.override_prices) as x (space_id, price_minor)
      where x.space_id <> all($22)
    ) || array(
      select o.base_price_minor from overridden as o where o.ordinal = w.ordinal order by o.space_id
    ) as override_prices
  from wanted as w
  inner join base as b on w.ordinal = b.ordinal
  left join difference as d on w.ordinal = d.ordinal
),

fresh as (
  select *
  from cells as c
  where c.content_hash <> c.base_content_hash
),

written as (
  insert into almanac.result (
    city_id, version, space_id, price_minor, add_ons, space_rank, recommended, capacity, units,
    x, y, z, card_id, rating, category_id
  )
  select
    $1,
    l.version,
    l.space_id,
    l.price_minor,
    l.add_ons,
    l.space_rank,
    l.recommended,
    l.capacity,
    l.units,
    l.x,
    l.y,
    l.z,
    l.card_id,
    l.rating,
    l.category_id
  from (
    select
      f.ordinal,
      f.version,
      r.space_id,
      r.price_minor,
      r.add_ons,
      r.space_rank,
      r.recommended,
      r.capacity,
      r.units,
      r.x,
      r.y,
      r.z,
      r.card_id,
      r.rating,
      r.category_id
    from fresh as f
    cross join lateral (
      select *
      from almanac.result as r
      where r.city_id = $1 and r.version = f.base_version and r.space_id <> all($22)
      offset 0
    ) as r
    union all
    select
      f.ordinal,
      f.version,
      k.space_id,
      j.price_minor,
      j.add_ons,
      k.space_rank,
      j.recommended,
      j.capacity,
      j.units,
      k.x,
      k.y,
      k.z,
      k.card_id,
      k.rating,
      k.category_id
    from fresh as f
    inner join place as p on f.ordinal = p.ordinal
    inner join judged as j on p.place = j.place
    inner join ranked_card as k on j.space_rank = k.space_rank
    where j.reason = 0 and get_bit(j.touched_dates, p.ordinal) is distinct from 1
  ) as l
  -- As build_cells orders.
  order by (l.ordinal::bigint << 52) + ((l.recommended + 2147483648) << 20) + l.space_rank
),

recorded as (select * from shared.record_cells),

renewed as (select * from shared.renew_cells)

select
  c.date,
  c.version,
  c.row_count,
  (c.content_hash is distinct from c.base_content_hash) as is_fresh
from cells as c
order by c.date
