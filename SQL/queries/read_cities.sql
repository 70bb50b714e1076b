-- read_cities: every city with what is live of it, by slug.
select
  c.slug,
  c.name,
  c.country,
  c.subdivision,
  c.time_zone,
  c.currency,
  c.latitude,
  c.longitude,
  c.catalogue_version,
  l.first_date,
  l.last_date,
  coalesce(l.cells, 0) as cells,
  coalesce(g.generation, 0) as generation
from almanac.city as c
left join lateral (
  select
    min(p.date) as first_date,
    max(p.date) as last_date,
    count(*) as cells
  from almanac.cell_live as p
  where p.city_id = c.city_id and p.to_generation is null
) as l on true
left join lateral (
  select max(n.generation) as generation
  from almanac.generation as n
  where n.city_id = c.city_id
) as g on true
where c.removed_at is null
order by c.slug
