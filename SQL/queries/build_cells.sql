-- build_cells: builds a batch of cells of one city and writes those whose content is new.
-- A cell that looks like its base version is not written; the base's ledger is renewed instead.
-- Store replaces 0 /* price */ by the day's price steps, nested, over the base price.
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
    ) as u (
      date, version, day_hash, base_version, bookings_hash, prices_hash, calendars_hash
    )
  -- Outer joins that always match: the planner then knows how many rows come.
  left join almanac.day as d on d.city_id = $1 and u.day_hash = d.day_hash
  left join almanac.cell as base on base.city_id = $1 and u.base_version = base.version
),

-- Sparse: only the cards that a category, venue or space layer touches on some of the days.
scoped as materialized (
  select
    d.day_hash,
    c.card_id,
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
  from almanac.day as d
  inner join almanac.card as c on c.city_id = $1 and c.is_current
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
    d.city_id = $1
    and d.day_hash = any($5)
    and exists (
      select 1 from almanac.day_scope as any_scope
      where any_scope.city_id = $1 and any_scope.day_hash = any($5)
    )
    and (sk.kind is not null or sv.kind is not null or ss.kind is not null)
),

candidate as (
  select
    w.version,
    c.card_id,
    c.space_id,
    c.category_id,
    c.rating,
    c.x,
    c.y,
    c.z,
    case when x.space_id is not null then 1 else c.inactive_reason end as inactive_reason,
    c.shown_hash,
    coalesce(s.is_below_notice, w.is_below_notice) as is_below_notice,
    case
      when not coalesce(s.is_open, w.is_open) then coalesce(s.closed_reason, w.closed_reason)
    end as closed_reason,
    c.add_ons & ~coalesce(s.closed_add_ons, w.closed_add_ons) as add_ons,
    (c.capacity::bigint * coalesce(s.capacity_factor, w.capacity_factor) / 10000)::int
      as capacity,
    greatest(c.units - coalesce(b.units, 0), 0)::int as units,
    coalesce(o.price_minor, c.base_price_minor) as base_price_minor,
    o.price_minor as override_minor,
    coalesce(s.factors, w.factors) as factors,
    coalesce(s.addends, w.addends) as addends
  from wanted as w
  inner join almanac.card as c on c.city_id = $1 and c.is_current
  left join almanac.withdrawal as x on c.space_id = x.space_id and x.undone_at is null
  -- Each of the three is sparse beside the cards. One number a version and card as the key, which
  -- DISTINCT tells the planner to be unique, makes it hash the sparse side and probe it.
  left join (
    select distinct on (version_card)
      (v.version::bigint << 32) | t.card_id as version_card,
      t.*
    from scoped as t
    inner join wanted as v on t.day_hash = v.day_hash
    order by version_card
  ) as s on (w.version::bigint << 32) | c.card_id = s.version_card
  left join (
    select distinct on (g.version_card)
      g.version_card,
      g.units
    from (
      select
        (v.version::bigint << 32) | k.card_id as version_card,
        sum(t.units) as units
      from source.booking as t
      inner join almanac.card as k on k.city_id = $1 and k.is_current and t.space_id = k.space_id
      inner join wanted as v on t.starts_on <= v.date and t.ends_on > v.date
      where t.city_id = $1
      group by version_card
    ) as g
    order by g.version_card
  ) as b on (w.version::bigint << 32) | c.card_id = b.version_card
  left join (
    select distinct on (version_card)
      (v.version::bigint << 32) | k.card_id as version_card,
      t.price_minor
    from source.price_override as t
    inner join almanac.card as k on k.city_id = $1 and k.is_current and t.space_id = k.space_id
    inner join wanted as v on t.starts_on <= v.date and t.ends_on > v.date
    where t.city_id = $1
    order by version_card, t.starts_on desc, t.price_minor
  ) as o on (w.version::bigint << 32) | c.card_id = o.version_card
  where w.is_open or s.is_open
),

priced as (
  select
    c.*,
    0 /* price */ as price_minor
  from candidate as c
),

judged as (
  select
    p.version,
    p.card_id,
    p.space_id,
    p.category_id,
    p.rating,
    p.x,
    p.y,
    p.z,
    p.add_ons,
    p.capacity,
    p.units,
    p.override_minor,
    p.price_minor,
    p.shown_hash,
    case
      when p.inactive_reason is not null then p.inactive_reason
      when p.closed_reason is not null then p.closed_reason
      when p.is_below_notice then 8
      when p.units = 0 then 10
      when p.price_minor is null then 11
    end as reason,
    greatest(
      -2147483648, least(
        2147483647,
        $15 * (p.price_minor / $18) - $14 * coalesce(p.rating, $17)::bigint
        - $16 * least(p.units, 10)::bigint
      )
    )::int as recommended
  from priced as p
),

listed as materialized (
  select
    j.*,
    j.reason is null as is_listed
  from judged as j
),

summary as (
  select
    j.version,
    count(*) filter (where j.is_listed)::int as row_count,
    min(j.price_minor) filter (where j.is_listed) as lowest_price_minor,
    sum(
      hashint8extended(
        j.shown_hash,
        hashint8extended(
          j.price_minor,
          hashint8extended(
            j.capacity::bigint << 32 | (j.recommended::bigint & 4294967295),
            hashint8extended(j.units, j.add_ons)
          )
        )
      )
    ) filter (where j.is_listed) as row_hash,
    sum(hashint8extended(j.space_id, j.reason)) filter (where not j.is_listed)
      as excluded_hash,
    array_agg(j.space_id) filter (where not j.is_listed) as excluded_ids,
    array_agg(j.reason::smallint) filter (where not j.is_listed) as excluded_reasons,
    array_agg(j.space_id) filter (where j.override_minor is not null) as override_ids,
    array_agg(j.override_minor) filter (where j.override_minor is not null) as override_prices
  from listed as j
  group by j.version
),

cells as materialized (
  select
    w.*,
    coalesce(s.row_count, 0) as row_count,
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
        ) + coalesce(s.row_hash, 0) + coalesce(s.excluded_hash, 0), 9223372036854775807
      ) + 9223372036854775807, 9223372036854775807
    )::bigint as content_hash,
    coalesce(s.excluded_ids, '{}') as excluded_ids,
    coalesce(s.excluded_reasons, '{}') as excluded_reasons,
    coalesce(s.override_ids, '{}') as override_ids,
    coalesce(s.override_prices, '{}') as override_prices
  from wanted as w
  left join summary as s on w.version = s.version
),

fresh as materialized (
  select c.version
  from cells as c
  where c.content_hash is distinct from c.base_content_hash
),

written as (
  insert into almanac.result (
    city_id, version, space_id, price_minor, add_ons, recommended, capacity, units, x, y, z,
    card_id, rating, category_id
  )
  select
    $1,
    j.version,
    j.space_id,
    j.price_minor,
    j.add_ons,
    j.recommended,
    j.capacity,
    j.units,
    j.x,
    j.y,
    j.z,
    j.card_id,
    j.rating,
    j.category_id
  from listed as j
  where j.is_listed and j.version in (select f.version from fresh as f)
  -- One integer orders as (version, recommended) does, and sorts in half the time.
  order by (j.version::bigint << 32) + j.recommended, j.space_id
),

recorded as (
  insert into almanac.cell (
    city_id, version, date, day_hash, base_version, row_count, lowest_price_minor, content_hash,
    catalogue_hash, bookings_hash, prices_hash, score_hash, excluded_ids, excluded_reasons,
    today, inputs_as_of, built_at, run_id, calendars_hash, add_ons_hash, source_identity,
    override_ids, override_prices
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
    c.override_prices
  from cells as c
  inner join fresh as f on c.version = f.version
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
