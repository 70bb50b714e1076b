-- read_days: the live cells of a city from one date to another; no row when there is no such city.
-- The date is null when no cell is live in between.
-- $1 text city slug, $2 date from, $3 date to
select
  c.currency,
  c.catalogue_version,
  g.generation as city_generation,
  p.date,
  p.from_generation as generation,
  d.status = 'open' as is_open,
  case
    when d.holiday is not null then json_build_object(
      'holiday_id', d.holiday -> 'holiday_id', 'name', d.holiday -> 'name',
      'category', d.holiday -> 'category', 'observed', d.holiday -> 'observed'
    )::text
  end as holiday,
  e.row_count,
  e.lowest_price_minor,
  e.built_at,
  e.inputs_as_of,
  greatest(e.inputs_as_of, k.inputs_as_of) as checked_as_of
from almanac.city as c
cross join lateral (
  select coalesce(max(n.generation), 0) as generation
  from almanac.generation as n
  where n.city_id = c.city_id
) as g
left join almanac.cell_live as p
  on c.city_id = p.city_id and p.date between $2 and $3 and p.to_generation is null
left join almanac.cell as e on p.city_id = e.city_id and p.version = e.version
left join almanac.day as d on e.city_id = d.city_id and e.day_hash = d.day_hash
left join lateral (
  select h.inputs_as_of
  from almanac.city_check as h
  where h.city_id = p.city_id and p.date between h.from_date and h.to_date
  order by h.run_id desc
  limit 1
) as k on true
where c.slug = $1 and c.removed_at is null
order by p.date
