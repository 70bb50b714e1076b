-- read_exclusions: the spaces that the live version of a cell leaves out, and why.
-- $1 text city slug, $2 date date
select
  u.space_id,
  u.reason
from almanac.city as c
inner join almanac.cell_live as l
  on c.city_id = l.city_id and l.date = $2 and l.to_generation is null
inner join almanac.cell as e on c.city_id = e.city_id and l.version = e.version
cross join unnest(e.excluded_ids, e.excluded_reasons) as u (space_id, reason)
where c.slug = $1
