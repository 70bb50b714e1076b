-- judged: what each space of "ranked_card" is on the dates of "wanted".
-- A space judged on a distinct day stands for all dates of the day that do not touch it, and is
-- found under the day's ordinal, negated; judged on a date that does, under the date's ordinal.
-- Reason 0: the space is listed. OFFSET 0: what is mentioned twice is worked out once.
-- Store replaces 0 /* price */ by the day's price steps, nested, over the base price of c.
-- $1 int4 city_id, $3 date[] dates, $5 int8[] day hashes, $14 int8 rating weight, $15 int8 price
-- weight, $16 int8 units weight, $17 int2 hundredths that an unknown rating counts as, $18 int8
-- minor units in a major one
with
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
)

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
  -- As row_hash does; a space that is not listed, as withdraw_space and patch_cells do.
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
