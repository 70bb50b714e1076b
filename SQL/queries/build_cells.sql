-- build_cells: builds a batch of cells of one city and writes those whose content is new.
-- A cell that looks like its base version is not written; the base's ledger is renewed instead.
-- Store replaces 0 /* price */ by the day's price steps, nested, over the base price of c.
-- A space is judged once a distinct day, not once a date, and again for each date on which bookings
-- or overrides touch it. $3 has at most 1,000 dates, each once.
-- $1 int4 city_id, $2 int8 run_id, $3 date[] dates, $4 int4[] versions, $5 int8[] day hashes,
-- $6 int4[] base versions or null, $7 int8[] bookings hashes, $8 int8[] prices hashes,
-- $9 int8 catalogue hash, $10 int8 score hash, $11 date today, $12 timestamptz inputs_as_of,
-- $13 timestamptz built_at, $14 int8 rating weight, $15 int8 price weight, $16 int8 units weight,
-- $17 int2 hundredths that an unknown rating counts as, $18 int8 minor units in a major one,
-- $19 int8[] calendars hashes, $20 int8 add-ons hash, $21 int8 source identity
with wanted as materialized (select * from shared.wanted),

distinct_day as materialized (select * from shared.distinct_day),

bounds as materialized (select * from shared.bounds),

-- The rank of a space id orders as the id does, in half the width.
ranked_card as materialized (
  select
    c.*,
    row_number() over (order by c.space_id)::int as space_rank
  from shared.current_card as c
),

-- The block of each space, by its rank: 64 of a category that lie close together. Strips of
-- latitude, as many as each has blocks, are cut by longitude. Small cells do not ask for it.
card_block as materialized (
  select array_agg(n.block order by n.space_rank) as blocks
  from (
    select
      s.space_rank,
      (
        row_number() over (
          partition by s.category_id
          order by s.strip, atan2(s.y, s.x), s.space_rank
        ) - 1
      ) / 64 + 1 as block
    from (
      select
        c.*,
        (row_number() over (partition by c.category_id order by c.z) - 1)
        / (64 * ceil(sqrt(count(*) over (partition by c.category_id) / 64.0))::bigint) as strip
      from ranked_card as c
    ) as s
  ) as n
),

overridden as materialized (select * from shared.overridden),

override_list as (
  select
    o.ordinal,
    array_agg(o.space_id) as override_ids,
    array_agg(o.base_price_minor) as override_prices
  from overridden as o
  group by o.ordinal
),

judged as materialized (select * from shared.judged),

place as materialized (select * from shared.place),

summary as (
  select
    p.ordinal,
    count(*) filter (where j.reason = 0)::int as row_count,
    min(j.price_minor) filter (where j.reason = 0) as lowest_price_minor,
    sum(j.content_hash) as content_hash,
    array_agg(j.space_id) filter (where j.reason <> 0) as excluded_ids,
    array_agg(j.reason::smallint) filter (where j.reason <> 0) as excluded_reasons
  from judged as j
  inner join place as p on j.place = p.place
  where get_bit(j.touched_dates, p.ordinal) is distinct from 1
  group by p.ordinal
),

cells as materialized (
  select
    w.*,
    coalesce(s.row_count, 0) as row_count,
    coalesce(s.row_count, 0) > 10000 as is_large,
    s.lowest_price_minor,
    -- A sum, so that a space can be taken out of it. mod keeps the sign: twice.
    mod(
      mod(
        hashtextextended(
          concat_ws(
            '|', (select t.currency from almanac.city as t where t.city_id = $1), w.date,
            w.status, coalesce(w.closed_reason, 0),
            coalesce((w.holiday - 'file' - 'line')::text, ''), coalesce(w.opens_at, ''),
            coalesce(w.closes_at, '')
          ), 0
        ) + coalesce(s.content_hash, 0), 9223372036854775807
      ) + 9223372036854775807, 9223372036854775807
    )::bigint as content_hash,
    coalesce(s.excluded_ids, '{}') as excluded_ids,
    coalesce(s.excluded_reasons, '{}') as excluded_reasons,
    coalesce(o.override_ids, '{}') as override_ids,
    coalesce(o.override_prices, '{}') as override_prices
  from wanted as w
  left join summary as s on w.ordinal = s.ordinal
  left join override_list as o on w.ordinal = o.ordinal
),

fresh as materialized (
  select
    c.version,
    p.ordinal,
    p.place,
    c.is_large
  from cells as c
  inner join place as p on c.ordinal = p.ordinal
  where c.content_hash is distinct from c.base_content_hash
),

listed as not materialized (
  select
    k.*,
    f.version,
    f.ordinal,
    f.is_large,
    j.add_ons as offered_add_ons,
    j.capacity as offered_capacity,
    j.units as free_units,
    j.price_minor,
    j.recommended,
    case when f.is_large then (select b.blocks from card_block as b)[k.space_rank] else 0 end
      as block
  from judged as j
  inner join fresh as f on j.place = f.place
  inner join ranked_card as k on j.space_rank = k.space_rank
  where j.reason = 0 and get_bit(j.touched_dates, f.ordinal) is distinct from 1
),

written as (
  insert into almanac.result (
    city_id, version, space_id, price_minor, add_ons, space_rank, recommended, capacity, units,
    x, y, z, card_id, rating, category_id, block
  )
  select
    $1,
    l.version,
    l.space_id,
    l.price_minor,
    l.offered_add_ons,
    l.space_rank,
    l.recommended,
    l.offered_capacity,
    l.free_units,
    l.x,
    l.y,
    l.z,
    l.card_id,
    l.rating,
    l.category_id,
    l.block
  from listed as l
  -- One integer orders as (version, recommended, space_rank) does, and sorts in half the time.
  -- Large cells go by blocks, so that a block's rows are read from a page or two.
  order by
    (l.ordinal::bigint << 52)
    + (
      case
        when l.is_large then l.category_id * 65536 + least(l.block, 65535)
        else l.recommended + 2147483648
      end << 20
    )
    + l.space_rank
),

blocked as (
  insert into almanac.result_block (
    city_id, version, category_id, block, items, add_ons, least_capacity, greatest_capacity,
    least_price_minor, greatest_price_minor, least_x, greatest_x, least_y, greatest_y, least_z,
    greatest_z
  )
  select
    $1,
    l.version,
    l.category_id,
    l.block,
    count(*),
    bit_or(l.offered_add_ons),
    min(l.offered_capacity),
    max(l.offered_capacity),
    min(l.price_minor),
    max(l.price_minor),
    min(l.x),
    max(l.x),
    min(l.y),
    max(l.y),
    min(l.z),
    max(l.z)
  from listed as l
  where l.is_large
  group by l.version, l.category_id, l.block
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
