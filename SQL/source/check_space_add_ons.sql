-- check_space_add_ons: what is wrong with rows of source.space_add_on.
-- $1 int4 how many examples of each finding
with judged as (
  select
    c.finding,
    format('city %s, space %s, add-on %s', x.city_id, x.space_id, x.add_on) as key,
    c.value
  from source.space_add_on as x
  left join (select distinct s.city_id, s.space_id from source.space as s) as s
    on x.city_id = s.city_id and x.space_id = s.space_id
  left join (select distinct a.city_id, a.add_on from source.add_on as a) as a
    on x.city_id = a.city_id and x.add_on = a.add_on
  cross join lateral (
    values
    ('null', x.city_id is null, 'city_id'),
    ('null', x.space_id is null, 'space_id'),
    ('null', x.add_on is null, 'add_on'),
    ('unknown-space', x.space_id is not null and s.space_id is null, null),
    ('unknown-add-on', x.add_on is not null and a.add_on is null, null),
    ('negative-price', x.price_minor < 0, x.price_minor::text),
    ('price-too-high', x.price_minor > 1000000000000, x.price_minor::text)
  ) as c (finding, applies, value)
  where
    c.applies
    and (
      s.space_id is null or a.add_on is null or x.price_minor not between 0 and 1000000000000
    )
  union all
  select
    'duplicate',
    format('city %s, space %s, add-on %s', x.city_id, x.space_id, x.add_on),
    format('%s rows', count(*))
  from source.space_add_on as x
  group by x.city_id, x.space_id, x.add_on
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
