-- read_days: the live cells of a city from one date to another; no row when there is no such city.
-- The date is null when no cell is live in between.
-- $1 text city slug, $2 date from, $3 date to
select
  c.currency,
  p.date,
  d.status = 'open' as is_open,
  case
    when d.holiday is not null then json_build_object(
      'holiday_id', d.holiday -> 'holiday_id', 'name', d.holiday -> 'name',
      'category', d.holiday -> 'category', 'observed', d.holiday -> 'observed'
    )::text
  end as holiday,
  e.row_count,
  e.lowest_price_minor,
  e.inputs_as_of
from almanac.city as c
left join almanac.cell_live as p
  on c.city_id = p.city_id and p.date between $2 and $3 and p.to_generation is null
left join almanac.cell as e on p.city_id = e.city_id and p.version = e.version
left join almanac.day as d on e.city_id = d.city_id and e.day_hash = d.day_hash
where c.slug = $1
order by p.date
