-- held_ends: the cells of a city whose end is held or was discarded, by date.
-- $1 int4 city_id
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
  h.run_id,
  h.discarded_at is not null as is_discarded
from almanac.held_cell as h
inner join almanac.city as y on y.city_id = $1
where h.city_id = $1 and h.version is null
order by h.date
