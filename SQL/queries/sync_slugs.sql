-- sync_slugs: gives cities the slugs that the source calls them by, all in one statement, so that
-- two may exchange theirs. A city takes a slug that another bears only once it has something live,
-- so that no request for it goes without an answer; the other bears it with its number then.
-- A slug that the source has twice stays where it is. Answers how many cities have another slug.
with wanted as (
  select
    c.city_id,
    w.slug
  from (
    select
      min(s.city_id) as city_id,
      s.slug
    from source.city as s
    group by s.slug
    having count(*) = 1
  ) as w
  inner join almanac.city as c on w.city_id = c.city_id
  where
    c.slug <> w.slug
    and (
      exists (
        select 1 from almanac.cell_live as l
        where l.city_id = c.city_id and l.to_generation is null
      )
      or not exists (
        select 1 from almanac.city as o where o.slug = w.slug and o.removed_at is null
      )
    )
),

given as (
  select
    w.city_id,
    w.slug
  from wanted as w
  union all
  select
    o.city_id,
    o.slug || '~' || o.city_id
  from almanac.city as o
  where
    o.slug in (select w.slug from wanted as w)
    and o.city_id not in (select w.city_id from wanted as w)
),

moved as (
  update almanac.city as c
  set slug = g.slug, catalogue_version = c.catalogue_version + 1
  from given as g
  where c.city_id = g.city_id
  returning c.city_id
)

select
  count(*)::int as moved,
  -- Readers remember cities by their slugs.
  case
    when count(*) > 0 then
      pg_notify(
        'almanac_generation',
        (select k.last_generation::text from almanac.generation_counter as k)
      )
  end is null as is_silent
from moved
