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
with wanted as materialized (
  select
    u.date,
    u.version,
    u.day_hash,
    u.base_version,
    u.bookings_hash,
    u.prices_hash,
    u.calendars_hash,
    u.ordinal,
    -- The first date of each distinct day stands for it.
    min(u.ordinal) over (partition by u.day_hash) as day_ordinal,
    base.content_hash as base_content_hash,
    d.status,
    d.status = 'open' as is_open,
    d.closed_reason,
    d.holiday,
    d.opens_at,
    d.closes_at,
    d.is_below_notice,
    d.factors,
    d.addends,
    d.capacity_factor,
    d.closed_add_ons
  from
    unnest(
      $3::date[], $4::int[], $5::bigint[], $6::int[], $7::bigint[], $8::bigint[], $19::bigint[]
    ) with ordinality as u (
      date, version, day_hash, base_version, bookings_hash, prices_hash, calendars_hash, ordinal
    )
  -- Outer joins that always match: the planner then knows how many rows come.
  left join almanac.day as d on d.city_id = $1 and u.day_hash = d.day_hash
  left join almanac.cell as base on base.city_id = $1 and u.base_version = base.version
),

distinct_day as materialized (
  select distinct on (w.day_ordinal) w.*
  from wanted as w
  order by w.day_ordinal, w.ordinal
),

bounds as materialized (
  select
    min(w.date) as first_date,
    max(w.date) as last_date
  from wanted as w
),

-- The rank of a space id orders as the id does, in half the width.
ranked_card as materialized (
  select
    c.card_id,
    c.space_id,
    c.venue_id,
    c.category_id,
    c.capacity,
    c.units,
    c.base_price_minor,
    c.add_ons,
    c.rating,
    c.x,
    c.y,
    c.z,
    case when d.space_id is not null then 1 else c.inactive_reason end as inactive_reason,
    c.shown_hash,
    row_number() over (order by c.space_id)::int as space_rank
  from almanac.card as c
  left join almanac.withdrawal as d on c.space_id = d.space_id and d.undone_at is null
  where c.city_id = $1 and c.is_current
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

-- Sparse: only the spaces that a category, venue or space layer touches on some of the days.
scoped as materialized (
  select
    d.day_ordinal,
    c.space_rank,
    coalesce(ss.status, sv.status, sk.status, d.status) = 'open' as is_open,
    coalesce(ss.closed_reason, sv.closed_reason, sk.closed_reason, d.closed_reason)
      as closed_reason,
    coalesce(ss.is_below_notice, sv.is_below_notice, sk.is_below_notice, d.is_below_notice)
      as is_below_notice,
    coalesce(ss.capacity_factor, sv.capacity_factor, sk.capacity_factor, d.capacity_factor)
      as capacity_factor,
    coalesce(ss.closed_add_ons, sv.closed_add_ons, sk.closed_add_ons, d.closed_add_ons)
      as closed_add_ons,
    d.factors || coalesce(sk.factors, '{}') || coalesce(sv.factors, '{}')
    || coalesce(ss.factors, '{}') as factors,
    d.addends || coalesce(sk.addends, '{}') || coalesce(sv.addends, '{}')
    || coalesce(ss.addends, '{}') as addends
  from distinct_day as d
  cross join ranked_card as c
  inner join almanac.category as k on k.city_id = $1 and c.category_id = k.category_id
  left join almanac.day_scope as sk
    on
      sk.city_id = $1
      and d.day_hash = sk.day_hash
      and sk.kind = 'category'
      and k.name = sk.scope_key
  left join almanac.day_scope as sv
    on
      sv.city_id = $1
      and d.day_hash = sv.day_hash
      and sv.kind = 'venue'
      and sv.scope_key = c.venue_id::text
  left join almanac.day_scope as ss
    on
      ss.city_id = $1
      and d.day_hash = ss.day_hash
      and ss.kind = 'space'
      and ss.scope_key = c.space_id::text
  where
    exists (
      select 1 from almanac.day_scope as any_scope
      where any_scope.city_id = $1 and any_scope.day_hash = any($5)
    )
    and (sk.kind is not null or sv.kind is not null or ss.kind is not null)
),

-- A space on a distinct day is known by one number, and on a date by another, whose upper bits are
-- the first. The low half differs from pair to pair: that is all that PostgreSQL's hash of a bigint
-- tells small numbers apart by.
scoped_once as (
  select distinct on (space_day)
    t.space_rank::bigint << 10 | t.day_ordinal as space_day,
    t.*
  from scoped as t
  order by space_day
),

-- What a space is on a distinct day, bookings and overrides left out.
offer as materialized (
  select
    c.space_day,
    c.day_ordinal,
    c.space_rank,
    c.space_id,
    c.reason,
    c.capacity,
    c.add_ons,
    c.units,
    c.rating_points,
    hashint8extended(c.shown_hash, hashint4extended(c.capacity, c.add_ons)) as offer_hash,
    0 /* price */ as price_minor
  from (
    select
      k.space_rank::bigint << 10 | w.day_ordinal as space_day,
      w.day_ordinal,
      k.space_rank,
      k.space_id,
      k.shown_hash,
      k.units,
      k.base_price_minor,
      -$14::bigint * coalesce(k.rating, $17)::bigint as rating_points,
      case
        when k.inactive_reason is not null then k.inactive_reason
        when not coalesce(s.is_open, w.is_open) then coalesce(s.closed_reason, w.closed_reason)
        when coalesce(s.is_below_notice, w.is_below_notice) then 8
        else 0
      end as reason,
      k.add_ons & ~coalesce(s.closed_add_ons, w.closed_add_ons) as add_ons,
      (k.capacity::bigint * coalesce(s.capacity_factor, w.capacity_factor) / 10000)::int
        as capacity,
      coalesce(s.factors, w.factors) as factors,
      coalesce(s.addends, w.addends) as addends
    from distinct_day as w
    cross join ranked_card as k
    left join scoped_once as s on k.space_rank::bigint << 10 | w.day_ordinal = s.space_day
    where w.is_open or s.is_open
  ) as c
),

-- Sparse beside the offers: the base prices that overrides set.
overridden as materialized (
  select distinct on (space_date)
    k.space_rank::bigint << 20 | (w.day_ordinal << 10) | w.ordinal as space_date,
    w.ordinal,
    w.day_ordinal,
    k.space_id,
    t.price_minor as base_price_minor
  from bounds as b
  inner join source.price_override as t
    on t.starts_on <= b.last_date and t.ends_on > b.first_date
  inner join ranked_card as k on t.space_id = k.space_id
  inner join wanted as w on t.starts_on <= w.date and t.ends_on > w.date
  where t.city_id = $1
  order by space_date, t.starts_on desc, t.price_minor
),

override_list as (
  select
    o.ordinal,
    array_agg(o.space_id) as override_ids,
    array_agg(o.base_price_minor) as override_prices
  from overridden as o
  group by o.ordinal
),

-- What bookings and overrides touch, one row a space and date.
touched as materialized (
  select
    t.space_date,
    sum(t.units) as units,
    max(t.price_minor) as price_minor
  from (
    select
      k.space_rank::bigint << 20 | (w.day_ordinal << 10) | w.ordinal as space_date,
      t.units,
      null::bigint as price_minor
    from bounds as b
    inner join source.booking as t on t.starts_on <= b.last_date and t.ends_on > b.first_date
    inner join ranked_card as k on t.space_id = k.space_id
    cross join
      generate_series(
        greatest(t.starts_on, b.first_date) - b.first_date,
        least(t.ends_on - 1, b.last_date) - b.first_date
      ) as n
    inner join wanted as w on b.first_date + n = w.date
    where t.city_id = $1
    union all
    select
      c.space_date,
      0,
      0 /* price */ as price_minor
    from (
      select
        o.space_date,
        o.base_price_minor,
        coalesce(s.factors, w.factors) as factors,
        coalesce(s.addends, w.addends) as addends
      from overridden as o
      inner join distinct_day as w on o.day_ordinal = w.day_ordinal
      left join scoped_once as s on o.space_date >> 10 = s.space_day
    ) as c
  ) as t
  group by t.space_date
),

-- The dates on which something touches a space: the bits of their ordinals.
touched_space as (
  select
    (t.space_date >> 20)::int as space_rank,
    bit_or(
      set_bit(repeat('0', 1 + cardinality($3))::varbit, (t.space_date & 1023)::int, 1)
    ) as touched_dates
  from touched as t
  group by 1
),

-- A space judged on a distinct day stands for all dates of the day that do not touch it, and is
-- found under the day's ordinal, negated; judged on a date that does, under the date's ordinal.
-- Reason 0: the space is listed. OFFSET 0: what is mentioned twice is worked out once.
judged as materialized (
  select
    j.place,
    j.reason,
    j.touched_dates,
    j.space_rank,
    j.space_id,
    j.capacity,
    j.add_ons,
    j.units,
    j.price_minor,
    j.recommended,
    -- withdraw_space hashes a space in the same way.
    case
      when j.reason <> 0 then hashint8extended(j.space_id, j.reason)
      else
        hashint4extended(
          j.recommended,
          hashint4extended(j.units, hashint8extended(j.price_minor, j.offer_hash))
        )
    end as content_hash
  from (
    select
      c.*,
      case
        when c.offer_reason <> 0 then c.offer_reason
        when c.units = 0 then 10
        when c.price_minor is null then 11
        else 0
      end as reason,
      greatest(
        -2147483648, least(
          2147483647,
          $15 * (c.price_minor / $18) + c.rating_points - $16 * least(c.units, 10)::bigint
        )
      )::int as recommended
    from (
      select
        -o.day_ordinal as place,
        t.touched_dates,
        o.space_rank,
        o.space_id,
        o.reason as offer_reason,
        o.capacity,
        o.add_ons,
        o.rating_points,
        o.offer_hash,
        o.units,
        o.price_minor
      from offer as o
      left join touched_space as t on o.space_rank = t.space_rank
      union all
      select
        t.space_date & 1023,
        null,
        o.space_rank,
        o.space_id,
        o.reason,
        o.capacity,
        o.add_ons,
        o.rating_points,
        o.offer_hash,
        greatest(o.units - t.units, 0)::int,
        coalesce(t.price_minor, o.price_minor)
      from touched as t
      inner join offer as o on t.space_date >> 10 = o.space_day
    ) as c
    offset 0
  ) as j
),

-- Where the spaces of a date are found.
place as materialized (
  select
    w.ordinal::int,
    w.ordinal as place
  from wanted as w
  union all
  select
    w.ordinal::int,
    -w.day_ordinal
  from wanted as w
),

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

recorded as (
  insert into almanac.cell (
    city_id, version, date, day_hash, base_version, row_count, lowest_price_minor, content_hash,
    catalogue_hash, bookings_hash, prices_hash, score_hash, excluded_ids, excluded_reasons,
    today, inputs_as_of, built_at, run_id, calendars_hash, add_ons_hash, source_identity,
    override_ids, override_prices, has_blocks
  )
  select
    $1,
    c.version,
    c.date,
    c.day_hash,
    c.base_version,
    c.row_count,
    c.lowest_price_minor,
    c.content_hash,
    $9,
    c.bookings_hash,
    c.prices_hash,
    $10,
    c.excluded_ids,
    c.excluded_reasons,
    $11,
    $12,
    $13,
    $2,
    c.calendars_hash,
    $20,
    $21,
    c.override_ids,
    c.override_prices,
    c.is_large
  from cells as c
  where c.content_hash is distinct from c.base_content_hash
),

renewed as (
  update almanac.cell as l
  set
    day_hash = c.day_hash,
    catalogue_hash = $9,
    bookings_hash = c.bookings_hash,
    prices_hash = c.prices_hash,
    score_hash = $10,
    today = $11,
    calendars_hash = c.calendars_hash,
    add_ons_hash = $20,
    source_identity = $21,
    override_ids = c.override_ids,
    override_prices = c.override_prices
  from cells as c
  where
    l.city_id = $1
    and l.version = c.base_version
    and c.content_hash is not distinct from c.base_content_hash
)

select
  c.date,
  c.version,
  c.row_count,
  (c.content_hash is distinct from c.base_content_hash) as is_fresh
from cells as c
order by c.date
