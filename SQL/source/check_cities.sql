-- check_cities: what is wrong with rows of source.city, but for the codes that Swift knows.
-- $1 int4 how many examples of each finding
with judged as (
  select
    c.finding,
    format('city %s', x.city_id) as key,
    c.value
  from source.city as x
  cross join lateral (
    values
    ('null', x.city_id is null, 'city_id'),
    ('null', x.slug is null, 'slug'),
    ('null', x.name is null, 'name'),
    ('null', x.country is null, 'country'),
    ('null', x.time_zone is null, 'time_zone'),
    ('null', x.currency is null, 'currency'),
    ('null', x.latitude is null, 'latitude'),
    ('null', x.longitude is null, 'longitude'),
    ('invalid-slug', x.slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$', x.slug),
    (
      'invalid-place',
      not (x.latitude between -90 and 90 and x.longitude between -180 and 180),
      format('%s, %s', x.latitude, x.longitude)
    )
  ) as c (finding, applies, value)
  where c.applies
  union all
  select
    'duplicate',
    format('city %s', x.city_id),
    format('%s rows', count(*))
  from source.city as x
  group by x.city_id
  having count(*) > 1
  union all
  select
    'duplicate',
    format('slug %s', x.slug),
    format('%s rows', count(*))
  from source.city as x
  group by x.slug
  having count(*) > 1
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
