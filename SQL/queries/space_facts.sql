-- space_facts: what is known of spaces on a date, on the days that follow, and, if asked, the rank.
-- One row for each space that has a card, in the order asked; generation is null when the date has
-- no cell. The offers are arrays with one element a day: no version when the day is not built, a
-- price when the space is on offer, else its reason, or that of the closed city; none of them when
-- the cell does not know the space.
-- Store writes the keys of an order in place of "r.recommended as sort_key, r.space_id as tie_key".
-- $1 int8[] space ids, $2 date date, $3 int8 generation to read at, the greatest for the live one,
-- $4 timestamptz instant to read at, or null to read at $3, $5 int8, $6 int8 and $7 int8 place,
-- $8 int8 greatest squared chord, $9 text[] add-ons, $10 text[] categories,
-- $11 int4 and $12 int4 capacity from and to, $13 int8 and $14 int8 price from and to,
-- $15 int4 days of the offers, 14 at most, $16 bool rank wanted, among what passes the filters
with named as materialized (
  select
    u.place,
    u.space_id,
    c.city_id
  from unnest($1::bigint[]) with ordinality as u (space_id, place)
  -- A space that has moved is of the city that has it now.
  cross join lateral (
    select k.city_id
    from almanac.card as k
    where k.space_id = u.space_id
    order by k.is_current desc, k.retired_at desc
    limit 1
  ) as c
),

moment as materialized (
  select
    c.city_id,
    c.slug,
    c.currency,
    c.removed_at,
    (select array_agg(a.space_id) from named as a where a.city_id = c.city_id) as space_ids,
    case
      when $4::timestamptz is null then $3
      else coalesce(
        (
          select g.generation
          from almanac.generation as g
          where g.city_id = c.city_id and g.published_at <= $4
          order by g.generation desc
          limit 1
        ), 0
      )
    end as generation
  from almanac.city as c
  where c.city_id in (select a.city_id from named as a)
),

day_cell as materialized (
  select
    m.city_id,
    m.space_ids,
    t.ahead,
    l.generation,
    l.to_generation is null as is_live,
    e.version,
    e.day_hash,
    e.today,
    e.built_at,
    e.inputs_as_of,
    e.excluded_ids,
    e.excluded_reasons,
    e.override_ids,
    e.override_prices,
    e.has_blocks,
    d.status,
    d.closed_reason
  from moment as m
  cross join lateral (
    select
      n.ahead,
      $2::date + n.ahead as date
    from generate_series(0, 13) as n (ahead)
    where n.ahead < $15
  ) as t
  inner join lateral (
    select
      p.version,
      p.from_generation as generation,
      p.to_generation
    from almanac.cell_live as p
    where p.city_id = m.city_id and p.date = t.date and p.from_generation <= m.generation
    order by p.from_generation desc
    limit 1
  ) as l on l.to_generation is null or l.to_generation > m.generation
  -- One row each, in this order, whatever the planner thinks of tables that are not analysed yet.
  cross join lateral (
    select *
    from almanac.cell as c
    where c.city_id = m.city_id and c.version = l.version
    limit 1
  ) as e
  cross join lateral (
    select *
    from almanac.day as c
    where c.city_id = m.city_id and c.day_hash = e.day_hash
    limit 1
  ) as d
),

rated as materialized (
  select distinct
    a.city_id,
    a.space_id,
    c.category_id,
    -coalesce(c.rating, -1) as rating_key
  from named as a
  inner join almanac.card as c on a.city_id = c.city_id and a.space_id = c.space_id
),

excluded as materialized (
  select
    d.ahead,
    x.space_id,
    x.reason
  from day_cell as d
  cross join lateral unnest(d.excluded_ids, d.excluded_reasons) as x (space_id, reason)
  where x.space_id = any(d.space_ids)
),

overridden as materialized (
  select
    x.space_id,
    x.price_minor
  from day_cell as d
  cross join lateral unnest(d.override_ids, d.override_prices) as x (space_id, price_minor)
  where d.ahead = 0 and x.space_id = any(d.space_ids)
),

-- The key of a small cell ends at the space: one pass over its slice finds all of them. In a large
-- one they are looked for where the ratings of their cards put them.
offer as materialized (
  select
    d.ahead,
    r.*,
    s.sort_key,
    s.tie_key
  from day_cell as d
  cross join lateral (
    select *
    from almanac.result as t
    where t.city_id = d.city_id and t.version = d.version and t.space_id = any(d.space_ids)
    offset 0
  ) as r
  cross join lateral (select r.recommended as sort_key, r.space_id as tie_key) as s
  where not d.has_blocks
  union all
  select
    d.ahead,
    r.*,
    s.sort_key,
    s.tie_key
  from day_cell as d
  inner join rated as c on d.city_id = c.city_id
  cross join lateral (
    select *
    from almanac.result as t
    where
      t.city_id = d.city_id
      and t.version = d.version
      and t.category_id = c.category_id
      and -coalesce(t.rating, -1) = c.rating_key
      and t.space_id = c.space_id
      and t.block > 0
    limit 1
  ) as r
  cross join lateral (select r.recommended as sort_key, r.space_id as tie_key) as s
  where d.has_blocks
),

-- What is known of each space and day, from where it is known: a join would look through all offers
-- for each.
known as (
  select
    k.space_id,
    k.ahead,
    max(k.version) as version,
    max(k.reason) as reason,
    max(k.closed_reason) as closed_reason,
    max(k.units) as units,
    max(k.price_minor) as price_minor
  from (
    select
      a.space_id,
      t.ahead,
      d.version,
      null::smallint as reason,
      d.closed_reason,
      null::integer as units,
      null::bigint as price_minor
    from named as a
    cross join generate_series(0, 13) as t (ahead)
    left join day_cell as d on a.city_id = d.city_id and t.ahead = d.ahead
    where t.ahead < $15
    union all
    select
      p.space_id,
      p.ahead,
      null,
      null,
      null,
      p.units,
      p.price_minor
    from offer as p
    union all
    select
      x.space_id,
      x.ahead,
      null,
      x.reason,
      null,
      null,
      null
    from excluded as x
  ) as k
  group by k.space_id, k.ahead
),

offers as materialized (
  select
    k.space_id,
    array_agg(k.version order by k.ahead) as versions,
    array_agg(k.reason order by k.ahead) as reasons,
    array_agg(k.closed_reason order by k.ahead) as closed_reasons,
    array_agg(k.units order by k.ahead) as units,
    array_agg(k.price_minor order by k.ahead) as prices
  from known as k
  group by k.space_id
),

day_offer as materialized (
  select *
  from offer as p
  where p.ahead = 0
),

-- The city whose ranks are asked for.
head as materialized (select m.city_id from moment as m limit 1),

asked as materialized (select * from shared.asked)

select
  a.space_id,
  m.slug,
  m.currency,
  d.generation,
  d.is_live,
  d.today,
  d.built_at,
  d.inputs_as_of,
  (
    select h.inputs_as_of
    from almanac.city_check as h
    where h.city_id = a.city_id and $2 between h.from_date and h.to_date
    order by h.run_id desc
    limit 1
  ) as checked_as_of,
  k.fragment,
  k.fragment_json ->> 'name' as name,
  k.fragment_json ->> 'venue_name' as venue_name,
  k.fragment_json ->> 'category' as category,
  k.attributes::text as attributes,
  json_build_object(
    'venue_id', k.venue_id::text, 'name', k.fragment_json -> 'venue_name',
    'location', k.fragment_json -> 'location', 'attributes', k.venue_attributes
  )::text as venue,
  (
    select
      json_agg(
        json_build_object(
          'bit', b.bit, 'add_on', b.add_on, 'name', b.name,
          'price_minor', k.add_on_prices -> b.add_on
        )
        order by b.add_on
      )::text
    from almanac.add_on as b
    where b.city_id = a.city_id and k.add_ons & (1::bigint << b.bit) <> 0
  ) as add_ons,
  k.capacity,
  k.units,
  k.base_price_minor,
  k.x,
  k.y,
  k.z,
  k.inactive_reason,
  k.is_of_time,
  v.price_minor as override_minor,
  o.reasons[1] as reason,
  p.price_minor as offer_price_minor,
  p.capacity as offer_capacity,
  p.units as offer_units,
  p.add_ons as offer_add_ons,
  (
    select
      json_agg(
        json_build_object(
          'scope', y.scope, 'status', y.status, 'closed_reason', y.closed_reason,
          'opens_at', y.opens_at, 'closes_at', y.closes_at,
          'is_below_notice', y.is_below_notice, 'capacity_factor', y.capacity_factor,
          'closed_add_ons', y.closed_add_ons, 'holiday', y.holiday, 'rules', y.rules,
          'origins', y.origins
        )
        order by y.place
      )::text
    from (
      select
        1 as place,
        'city' as scope,
        z.status,
        z.closed_reason,
        z.opens_at,
        z.closes_at,
        z.is_below_notice,
        z.capacity_factor,
        z.closed_add_ons,
        z.holiday,
        z.rules,
        z.origins
      from almanac.day as z
      where z.city_id = a.city_id and z.day_hash = d.day_hash
      union all
      select
        case z.kind when 'category' then 2 when 'venue' then 3 else 4 end,
        z.kind,
        z.status,
        z.closed_reason,
        null,
        null,
        z.is_below_notice,
        z.capacity_factor,
        z.closed_add_ons,
        null,
        z.rules,
        z.origins
      from almanac.day_scope as z
      where
        z.city_id = a.city_id
        and z.day_hash = d.day_hash
        and (
          (z.kind = 'category' and z.scope_key = k.fragment_json ->> 'category')
          or (z.kind = 'venue' and z.scope_key = k.venue_id::text)
          or (z.kind = 'space' and z.scope_key = a.space_id::text)
        )
    ) as y
  ) as layers,
  o.versions,
  o.reasons,
  o.closed_reasons,
  o.units as offered_units,
  o.prices,
  case
    when $16 and p.space_id is not null then (
      select count(*)
      from almanac.result as r
      cross join lateral (select r.recommended as sort_key, r.space_id as tie_key) as s
      where
        r.city_id = a.city_id
        and r.version = d.version
        and (s.sort_key, s.tie_key) <= (p.sort_key, p.tie_key)
        and shared.passes(r)
    )
  end as rank
from named as a
inner join moment as m on a.city_id = m.city_id
inner join offers as o on a.space_id = o.space_id
left join day_cell as d on a.city_id = d.city_id and d.ahead = 0
left join day_offer as p on a.space_id = p.space_id
left join overridden as v on a.space_id = v.space_id
-- The card that the cell was built from: its result's, or the first that was replaced after it.
cross join lateral (
  select
    c.*,
    (c.fragment || '}')::json as fragment_json,
    coalesce(c.card_id = p.card_id or c.retired_at > d.inputs_as_of, c.is_current) as is_of_time
  from almanac.card as c
  where c.city_id = a.city_id and c.space_id = a.space_id
  order by c.card_id = p.card_id desc nulls last, is_of_time desc, c.retired_at
  limit 1
) as k
-- A city that was removed is known as of then alone.
where m.removed_at is null or d.version is not null
order by a.place
