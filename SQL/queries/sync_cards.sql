-- sync_cards: makes the current cards of a city equal its spaces; answers the number of changes.
-- $1 int4 city_id, $2 timestamptz the run's instant, for retired_at
with mask as materialized (
  select
    sa.space_id,
    bit_or(1::bigint << a.bit) as add_ons,
    '[' || string_agg(to_json(a.add_on)::text, ',' order by a.add_on) || ']' as add_on_list,
    jsonb_object_agg(a.add_on, sa.price_minor) filter (where sa.price_minor is not null) as prices
  from source.space_add_on as sa
  inner join almanac.add_on as a on a.city_id = $1 and a.add_on = sa.add_on
  where sa.city_id = $1
  group by sa.space_id
),

present as (
  select
    s.space_id,
    s.venue_id,
    c.category_id,
    s.capacity,
    s.units,
    s.base_price_minor,
    coalesce(m.add_ons, 0) as add_ons,
    round(s.rating * 100)::smallint as rating,
    round(cos(radians(v.latitude)) * cos(radians(v.longitude)) * 1073741824)::integer as x,
    round(cos(radians(v.latitude)) * sin(radians(v.longitude)) * 1073741824)::integer as y,
    round(sin(radians(v.latitude)) * 1073741824)::integer as z,
    (case when not s.active then 3 when not v.active then 4 end)::smallint as inactive_reason,
    '{"space_id":"' || s.space_id || '","venue_id":"' || s.venue_id
    || '","name":' || to_json(s.name) || ',"venue_name":' || to_json(v.name)
    || ',"category":' || to_json(s.category)
    || ',"rating":' || coalesce(trim_scale(round(s.rating, 2))::text, 'null')
    || ',"location":{"latitude":' || v.latitude || ',"longitude":' || v.longitude || '}'
      as fragment,
    coalesce(m.add_on_list, '[]') as add_on_list,
    coalesce(s.attributes, '{}') as attributes,
    coalesce(v.attributes, '{}') as venue_attributes,
    coalesce(m.prices, '{}') as add_on_prices
  from source.space as s
  inner join source.venue as v on v.city_id = $1 and s.venue_id = v.venue_id
  inner join almanac.category as c on c.city_id = $1 and s.category = c.name
  left join mask as m on s.space_id = m.space_id
  where s.city_id = $1
),

hashed as materialized (
  select
    p.*,
    hashtextextended(
      concat_ws(
        '|', p.capacity, p.units, coalesce(p.base_price_minor, -1), p.add_ons,
        coalesce(p.rating, -1), p.x, p.y, p.z, coalesce(p.inactive_reason, 0),
        p.fragment, p.add_on_list, p.attributes, p.venue_attributes, p.add_on_prices
      ), 0
    ) as content_hash
  from present as p
),

changed as materialized (
  select h.*
  from hashed as h
  left join almanac.card as c
    on c.city_id = $1 and h.space_id = c.space_id and c.is_current
  where c.content_hash is distinct from h.content_hash
),

-- Retired first: one current card a space is a unique index, checked row by row.
retired as (
  update almanac.card as c
  set is_current = false, retired_at = $2
  where
    c.city_id = $1
    and c.is_current
    and not exists (
      select 1 from hashed as h where h.space_id = c.space_id and h.content_hash = c.content_hash
    )
  returning c.space_id
),

numbered as (
  update almanac.city as c
  set
    next_card_id = c.next_card_id + (select count(*) from changed),
    catalogue_version
    = c.catalogue_version
    + ((select count(*) from changed) + (select count(*) from retired) > 0)::int
  where c.city_id = $1
  returning c.next_card_id - (select count(*) from changed) as first_card_id
),

written as (
  insert into almanac.card as c (
    city_id, card_id, space_id, venue_id, category_id, capacity, units, base_price_minor,
    add_ons, rating, x, y, z, inactive_reason, is_current, content_hash, fragment, add_on_list,
    attributes, venue_attributes, add_on_prices
  )
  select
    $1,
    n.first_card_id + row_number() over (order by h.space_id) - 1,
    h.space_id,
    h.venue_id,
    h.category_id,
    h.capacity,
    h.units,
    h.base_price_minor,
    h.add_ons,
    h.rating,
    h.x,
    h.y,
    h.z,
    h.inactive_reason,
    true,
    h.content_hash,
    h.fragment,
    h.add_on_list,
    h.attributes,
    h.venue_attributes,
    h.add_on_prices
  from changed as h
  cross join numbered as n
  on conflict (city_id, space_id, content_hash) do update
  set is_current = true, retired_at = null
  returning c.card_id
)

select
  (select count(*) from written) as written,
  (select count(*) from retired) as retired
