-- read_pointers: every live cell, with the generation that made it so, its freshness and its kind.
select
  c.slug,
  p.date,
  p.from_generation as generation,
  greatest(e.inputs_as_of, k.inputs_as_of) as checked_as_of,
  e.has_blocks
from almanac.cell_live as p
inner join almanac.city as c on p.city_id = c.city_id
inner join almanac.cell as e on p.city_id = e.city_id and p.version = e.version
left join lateral (
  select h.inputs_as_of
  from almanac.city_check as h
  where h.city_id = p.city_id and p.date between h.from_date and h.to_date
  order by h.run_id desc
  limit 1
) as k on true
where p.to_generation is null
