-- check_price_overrides: what is wrong with rows of source.price_override.
-- $1 int4 how many examples of each finding
with judged as (
  select
    c.finding,
    format('city %s, space %s, %s', x.city_id, x.space_id, x.starts_on) as key,
    c.value
  from source.price_override as x
  left join (select distinct s.city_id, s.space_id from source.space as s) as s
    on x.city_id = s.city_id and x.space_id = s.space_id
  cross join lateral (
    values
    ('null', x.city_id is null, 'city_id'),
    ('null', x.space_id is null, 'space_id'),
    ('null', x.starts_on is null, 'starts_on'),
    ('null', x.ends_on is null, 'ends_on'),
    ('null', x.price_minor is null, 'price_minor'),
    ('unknown-space', x.space_id is not null and s.space_id is null, null),
    ('empty-range', x.starts_on >= x.ends_on, format('%s to %s', x.starts_on, x.ends_on)),
    ('negative-price', x.price_minor < 0, x.price_minor::text),
    ('price-too-high', x.price_minor > 1000000000000, x.price_minor::text)
  ) as c (finding, applies, value)
  where
    c.applies
    and (s.space_id is null or (
        x.starts_on < x.ends_on and x.price_minor between 0 and 1000000000000
      ) is not true)
  union all
  select
    'overlap',
    format('city %s, space %s, %s', o.city_id, o.space_id, o.starts_on),
    format('another runs until %s', o.taken_until)
  from (
    select
      x.city_id,
      x.space_id,
      x.starts_on,
      max(x.ends_on) over (
        partition by x.city_id, x.space_id order by x.starts_on
        rows between unbounded preceding and 1 preceding
      ) as taken_until
    from source.price_override as x
  ) as o
  where o.taken_until > o.starts_on
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
