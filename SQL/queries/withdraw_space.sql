-- withdraw_space: takes a space out of every version of a city's cells, with reason 1, and answers
-- how many versions and how many live cells had it. Done again, it finds nothing.
-- $1 int4 city_id, $2 int8 space_id
with gone as (
  delete from almanac.result as r
  using almanac.card as k
  where r.city_id = $1 and r.space_id = $2 and k.city_id = $1 and r.card_id = k.card_id
  returning
    r.version,
    r.price_minor,
    shared.row_hash(r) as hash
),

-- Where it was missing already, being withdrawn goes before the other reason.
missing as (
  select
    c.version,
    array_position(c.excluded_ids, $2::bigint) as place
  from almanac.cell as c
  where c.city_id = $1 and c.excluded_ids @> array[$2::bigint]
),

touched as (
  select
    g.version,
    null::int as place,
    g.price_minor,
    g.hash
  from gone as g
  union all
  select
    m.version,
    m.place,
    null,
    hashint8extended($2, c.excluded_reasons[m.place])
  from missing as m
  inner join almanac.cell as c on c.city_id = $1 and m.version = c.version
  where c.excluded_reasons[m.place] <> 1
),

adjusted as (
  update almanac.cell as c
  set
    row_count = c.row_count - (t.place is null)::int,
    lowest_price_minor = case
      when t.price_minor = c.lowest_price_minor then (
        select min(r.price_minor)
        from almanac.result as r
        where r.city_id = $1 and r.version = c.version and r.space_id <> $2
      )
      else c.lowest_price_minor
    end,
    excluded_ids = case when t.place is null then c.excluded_ids || $2 else c.excluded_ids end,
    excluded_reasons = case
      when t.place is null then c.excluded_reasons || 1::smallint
      else
        c.excluded_reasons[1:t.place - 1] || 1::smallint
        || c.excluded_reasons[t.place + 1:cardinality(c.excluded_reasons)]
    end,
    content_hash = mod(
      mod(c.content_hash - t.hash::numeric + hashint8extended($2, 1), 9223372036854775807)
      + 9223372036854775807, 9223372036854775807
    )::bigint
  from touched as t
  where c.city_id = $1 and c.version = t.version
  returning c.date, c.version, t.place
),

-- What no longer holds is counted by readers until a run counts it anew.
uncounted as (
  delete from almanac.cell_facets as f
  using adjusted as a
  where f.city_id = $1 and f.version = a.version and a.place is null
)

select
  count(a.version) filter (where a.place is null)::int as versions,
  (
    count(a.version) filter (
      where
      a.place is null
      and exists (
        select 1 from almanac.cell_live as l
        where
          l.city_id = $1
          and l.date = a.date
          and l.version = a.version
          and l.to_generation is null
      )
    )
  )::int as live_cells,
  pg_notify('almanac_generation', max(n.last_generation)::text) is null as is_silent
from almanac.generation_counter as n
left join adjusted as a on true
