-- check_add_ons: what is wrong with rows of source.add_on.
-- $1 int4 how many examples of each finding
with judged as (
  select
    c.finding,
    format('city %s, add-on %s', x.city_id, x.add_on) as key,
    c.value
  from source.add_on as x
  left join (select distinct k.city_id from source.city as k) as k on x.city_id = k.city_id
  cross join lateral (
    values
    ('null', x.city_id is null, 'city_id'),
    ('null', x.add_on is null, 'add_on'),
    ('null', x.name is null, 'name'),
    ('unknown-city', x.city_id is not null and k.city_id is null, null),
    ('invalid-code', x.add_on !~ '^[^",\\[:cntrl:]]+$', format('"%s"', x.add_on))
  ) as c (finding, applies, value)
  where c.applies
  union all
  select
    'duplicate',
    format('city %s, add-on %s', x.city_id, x.add_on),
    format('%s rows', count(*))
  from source.add_on as x
  group by x.city_id, x.add_on
  having count(*) > 1
  union all
  select
    'too-many-add-ons',
    format('city %s', x.city_id),
    format('%s add-ons', count(*))
  from source.add_on as x
  group by x.city_id
  having count(*) > 63
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
