-- check_spaces: what is wrong with rows of source.space.
-- $1 int4 how many examples of each finding
with judged as (
  select
    c.finding,
    format('city %s, space %s', x.city_id, x.space_id) as key,
    c.value
  from source.space as x
  left join (select distinct k.city_id from source.city as k) as k on x.city_id = k.city_id
  left join (select distinct v.city_id, v.venue_id from source.venue as v) as v
    on x.city_id = v.city_id and x.venue_id = v.venue_id
  cross join lateral (
    values
    ('null', x.city_id is null, 'city_id'),
    ('null', x.venue_id is null, 'venue_id'),
    ('null', x.space_id is null, 'space_id'),
    ('null', x.name is null, 'name'),
    ('null', x.category is null, 'category'),
    ('null', x.capacity is null, 'capacity'),
    ('null', x.units is null, 'units'),
    ('null', x.active is null, 'active'),
    ('unknown-city', x.city_id is not null and k.city_id is null, null),
    (
      'unknown-venue',
      x.venue_id is not null and v.venue_id is null,
      format('venue %s', x.venue_id)
    ),
    ('not-positive', x.capacity < 1, format('capacity %s', x.capacity)),
    ('not-positive', x.units < 1, format('units %s', x.units)),
    ('negative-price', x.base_price_minor < 0, x.base_price_minor::text),
    ('price-too-high', x.base_price_minor > 1000000000000, x.base_price_minor::text),
    ('invalid-rating', not (x.rating between 0 and 10), x.rating::text),
    ('invalid-code', x.category !~ '^[^",\\[:cntrl:]]+$', format('category "%s"', x.category))
  ) as c (finding, applies, value)
  where c.applies
  union all
  select
    'duplicate',
    format('space %s', x.space_id),
    format('%s rows, cities %s to %s', count(*), min(x.city_id), max(x.city_id))
  from source.space as x
  group by x.space_id
  having count(*) > 1
  union all
  select
    'no-price',
    format('city %s, space %s', x.city_id, x.space_id),
    null
  from source.space as x
  where
    x.base_price_minor is null
    and x.active
    and not exists (
      select 1 from source.price_override as o
      where o.city_id = x.city_id and o.space_id = x.space_id
    )
)

select
  r.finding,
  r.key,
  r.value,
  r.total
from (
  select
    j.finding,
    j.key,
    j.value,
    count(*) over (partition by j.finding) as total,
    row_number() over (partition by j.finding order by j.key, j.value) as n
  from judged as j
) as r
where r.n <= $1
order by r.finding, r.n
