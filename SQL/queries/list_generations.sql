-- list_generations: the newest generations of some cities, newest first.
-- $1 int4[] cities, $2 int4 how many
select
  g.generation,
  g.city_id,
  c.slug,
  g.kind,
  g.run_id,
  r.command,
  g.published_at,
  g.cells,
  g.held,
  g.rows_added,
  g.rows_removed,
  g.rows_changed,
  g.is_retained,
  -- Whether what changed can be counted now.
  g.is_retained and coalesce(
    (
      select p.is_retained
      from almanac.generation as p
      where p.city_id = g.city_id and p.generation < g.generation
      order by p.generation desc
      limit 1
    ), true
  ) as is_comparable
from almanac.generation as g
inner join almanac.city as c on g.city_id = c.city_id
left join almanac.run as r on g.run_id = r.run_id
where g.city_id = any($1)
order by g.generation desc
limit $2
