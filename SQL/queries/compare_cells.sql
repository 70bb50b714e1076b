-- compare_cells: what distinguishes versions of a city's cells from earlier ones, a row a pair.
-- A price moves by |new - old| / old, infinitely from 0; median and p95 are values that occur.
-- What a holiday closes (reason 5) is removed, but with an explanation.
-- $1 int4 city_id, $2 int4[] versions, each once, $3 int4[] earlier versions
with pair as materialized (
  select
    u.version,
    u.earlier,
    a.date,
    a.row_count as rows_after,
    b.row_count as rows_before,
    d.status = 'open' as is_open,
    e.status = 'open' as was_open,
    d.closed_reason
  from unnest($2::int[], $3::int[]) as u (version, earlier)
  inner join almanac.cell as a on a.city_id = $1 and u.version = a.version
  inner join almanac.cell as b on b.city_id = $1 and u.earlier = b.version
  left join almanac.day as d on d.city_id = $1 and a.day_hash = d.day_hash
  left join almanac.day as e on e.city_id = $1 and b.day_hash = e.day_hash
),

-- A pair at a time, so that the rows to find each other are few and stay at hand.
counted as materialized (
  select
    p.version,
    c.*
  from pair as p
  cross join lateral (
    select
      count(*) filter (where m.is_added) as added,
      count(*) filter (where m.is_removed) as removed,
      count(*) filter (where m.has_price) as price,
      count(*) filter (where m.has_units) as units,
      count(*) filter (where m.has_capacity) as capacity,
      count(*) filter (where m.has_add_ons) as add_ons,
      count(*) filter (where m.has_rating and not m.is_added and not m.is_removed) as rating,
      count(*) filter (where m.has_category) as category,
      count(*) filter (where m.has_place) as place,
      count(*) filter (where m.has_details) as details,
      count(*) filter (
        where
        not m.is_added
        and not m.is_removed
        and (
          m.has_price or m.has_units or m.has_capacity or m.has_add_ons or m.has_rating
          or m.has_category or m.has_place or m.has_details
        )
      ) as changed,
      percentile_disc(array[0.5, 0.95]) within group (order by m.price_move) filter (
        where not m.is_added and not m.is_removed
      ) as price_moves,
      array_agg(m.removed_id) filter (where m.is_removed) as removed_ids
    from (
      select
        o.space_id is null as is_added,
        n.space_id is null as is_removed,
        case when n.space_id is null then o.space_id end as removed_id,
        n.price_minor <> o.price_minor as has_price,
        n.units <> o.units as has_units,
        n.capacity <> o.capacity as has_capacity,
        n.add_ons <> o.add_ons as has_add_ons,
        (n.rating is distinct from o.rating) as has_rating,
        n.category_id <> o.category_id as has_category,
        (n.x <> o.x or n.y <> o.y or n.z <> o.z) as has_place,
        -- What only the card tells, such as a name; looked up when nothing else differs.
        case
          when
            n.card_id <> o.card_id
            and n.price_minor = o.price_minor
            and n.units = o.units
            and n.capacity = o.capacity
            and n.add_ons = o.add_ons
            and coalesce(n.rating, -1) = coalesce(o.rating, -1)
            and n.category_id = o.category_id
            and n.x = o.x
            and n.y = o.y
            and n.z = o.z
            then (
              select a.shown_hash <> b.shown_hash
              from almanac.card as a
              inner join almanac.card as b on b.city_id = $1 and b.card_id = o.card_id
              where a.city_id = $1 and a.card_id = n.card_id
            )
        end as has_details,
        case
          when n.price_minor = o.price_minor then 0
          when o.price_minor = 0 then 'infinity'::float8
          else abs(n.price_minor - o.price_minor) / o.price_minor::float8
        end as price_move
      from (
        select r.* from almanac.result as r
        where r.city_id = $1 and r.version = p.version
      ) as n
      full join (
        select r.* from almanac.result as r
        where r.city_id = $1 and r.version = p.earlier
      ) as o on n.space_id = o.space_id
      offset 0
    ) as m
  ) as c
),

-- Grouped rather than joined: the planner cannot know how many rows a version has.
removed_space as (
  select
    u.version,
    max(u.reason) as reason
  from (
    select
      c.version,
      u.space_id,
      null::smallint as reason
    from counted as c
    cross join unnest(c.removed_ids) as u (space_id)
    union all
    select
      p.version,
      x.space_id,
      x.reason
    from pair as p
    inner join almanac.cell as c on c.city_id = $1 and p.version = c.version
    cross join unnest(c.excluded_ids, c.excluded_reasons) as x (space_id, reason)
  ) as u
  group by u.version, u.space_id
  having bool_or(u.reason is null)
),

-- A reason of its own goes before that of the day.
explained as materialized (
  select
    r.version,
    count(*) filter (where r.reason = 5) as by_holiday,
    count(*) filter (where r.reason is null) as by_day
  from removed_space as r
  group by r.version
)

select
  p.date,
  p.version,
  p.rows_before,
  p.rows_after,
  coalesce(p.was_open, false) as was_open,
  coalesce(p.is_open, false) as is_open,
  coalesce(p.closed_reason = 5, false) as is_holiday,
  coalesce(c.added, 0) as added,
  coalesce(c.removed, 0) as removed,
  coalesce(x.by_holiday + case when p.closed_reason = 5 then x.by_day else 0 end, 0) as explained,
  coalesce(c.changed, 0) as changed,
  coalesce(c.price, 0) as price,
  coalesce(c.units, 0) as units,
  coalesce(c.capacity, 0) as capacity,
  coalesce(c.add_ons, 0) as add_ons,
  coalesce(c.rating, 0) as rating,
  coalesce(c.category, 0) as category,
  coalesce(c.place, 0) as place,
  coalesce(c.details, 0) as details,
  c.price_moves[1] as median_move,
  c.price_moves[2] as p95_move
from pair as p
left join counted as c on p.version = c.version
left join explained as x on p.version = x.version
order by p.date
