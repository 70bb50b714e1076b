-- top_changes: the prices that moved farthest between versions of a city's cells, the farthest
-- first, by the part of the old price.
-- $1 int4 city_id, $2 int4[] versions, each once, $3 int4[] earlier versions, $4 int4 how many
with pair as materialized (
  select
    u.version,
    u.earlier,
    a.date
  from unnest($2::int[], $3::int[]) as u (version, earlier)
  inner join almanac.cell as a on a.city_id = $1 and u.version = a.version
),

new_row as (
  select
    p.version as pair,
    p.date,
    r.space_id,
    r.price_minor,
    r.card_id
  from pair as p
  inner join almanac.result as r on r.city_id = $1 and p.version = r.version
),

old_row as (
  select
    p.version as pair,
    r.space_id,
    r.price_minor
  from pair as p
  inner join almanac.result as r on r.city_id = $1 and p.earlier = r.version
),

moved as (
  select
    n.date,
    n.space_id,
    n.card_id,
    o.price_minor as old_price,
    n.price_minor as new_price,
    case
      when o.price_minor = 0 then 'infinity'::float8
      else abs(n.price_minor - o.price_minor) / o.price_minor::float8
    end as move
  from new_row as n
  inner join old_row as o
    on n.pair = o.pair and n.space_id = o.space_id and n.price_minor <> o.price_minor
  order by move desc, n.date, n.space_id
  limit $4
)

select
  m.date,
  m.space_id,
  (c.fragment || '}')::json ->> 'name' as name,
  m.old_price,
  m.new_price,
  m.move
from moved as m
left join almanac.card as c on c.city_id = $1 and m.card_id = c.card_id
order by m.move desc, m.date, m.space_id
