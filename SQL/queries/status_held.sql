-- status_held: the held versions of all cities, the worst first.
select
  y.slug,
  h.date,
  h.version,
  h.base_version,
  h.reasons,
  h.summary,
  h.excess,
  h.figures::text as figures,
  h.held_at,
  h.run_id
from almanac.held_cell as h
inner join almanac.city as y on h.city_id = y.city_id
where h.discarded_at is null
order by h.excess desc, y.slug, h.date
