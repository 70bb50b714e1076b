-- check_venues: what is wrong with rows of source.venue.
-- $1 int4 how many examples of each finding
with judged as (
  select
    c.finding,
    format('city %s, venue %s', x.city_id, x.venue_id) as key,
    c.value
  from source.venue as x
  left join (select distinct k.city_id from source.city as k) as k on x.city_id = k.city_id
  cross join lateral (
    values
    ('null', x.city_id is null, 'city_id'),
    ('null', x.venue_id is null, 'venue_id'),
    ('null', x.name is null, 'name'),
    ('null', x.latitude is null, 'latitude'),
    ('null', x.longitude is null, 'longitude'),
    ('null', x.active is null, 'active'),
    ('unknown-city', x.city_id is not null and k.city_id is null, null),
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
    format('city %s, venue %s', x.city_id, x.venue_id),
    format('%s rows', count(*))
  from source.venue as x
  group by x.city_id, x.venue_id
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
