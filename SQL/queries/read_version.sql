-- read_version: what a built version says of its cell, whether it is published or not.
-- $1 int4 city_id, $2 int4 version
select
  c.slug,
  c.currency,
  e.date,
  e.row_count,
  d.status = 'open' as is_open,
  case
    when d.holiday is not null then json_build_object(
      'holiday_id', d.holiday -> 'holiday_id', 'name', d.holiday -> 'name',
      'category', d.holiday -> 'category', 'observed', d.holiday -> 'observed'
    )::text
  end as holiday,
  e.excluded_ids,
  e.excluded_reasons,
  e.built_at,
  e.inputs_as_of
from almanac.cell as e
inner join almanac.city as c on c.city_id = $1
inner join almanac.day as d on d.city_id = $1 and e.day_hash = d.day_hash
where e.city_id = $1 and e.version = $2
