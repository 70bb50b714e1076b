-- read_freshest: when the freshest of the cities' cells of today last agreed with its inputs; null
-- when none of them is live.
-- $1 timestamptz the instant that decides what each city's today is
select max(greatest(e.inputs_as_of, k.inputs_as_of)) as checked_as_of
from almanac.city as c
inner join almanac.cell_live as p
  on
    c.city_id = p.city_id
    and p.date = ($1::timestamptz at time zone c.time_zone)::date
    and p.to_generation is null
inner join almanac.cell as e on p.city_id = e.city_id and p.version = e.version
left join lateral (
  select h.inputs_as_of
  from almanac.city_check as h
  where h.city_id = p.city_id and p.date between h.from_date and h.to_date
  order by h.run_id desc
  limit 1
) as k on true
