-- head: the cell of a city and date as it was at a moment; no row when there is no such city.
-- What tells of the cell is null when the date has none.
-- $1 text city slug, $2 date date, $3 int8 generation to read at, the greatest for the live one,
-- $4 timestamptz instant to read at, or null to read at $3
select
  c.city_id,
  c.currency,
  c.catalogue_version,
  l.generation,
  l.version,
  e.row_count,
  e.has_blocks,
  e.built_at,
  e.inputs_as_of,
  d.status = 'open' as is_open,
  case
    when d.holiday is not null then json_build_object(
      'holiday_id', d.holiday -> 'holiday_id', 'name', d.holiday -> 'name',
      'category', d.holiday -> 'category', 'observed', d.holiday -> 'observed'
    )::text
  end as holiday,
  -- A check finds what is live equal to its inputs, and says nothing of what was live before.
  case
    when l.to_generation is null then (
      select k.inputs_as_of
      from almanac.city_check as k
      where k.city_id = c.city_id and $2 between k.from_date and k.to_date
      order by k.run_id desc
      limit 1
    )
  end as checked_as_of
from almanac.city as c
cross join lateral (
  select
    case
      when $4::timestamptz is null then $3
      else coalesce(
        (
          select g.generation
          from almanac.generation as g
          where g.city_id = c.city_id and g.published_at <= $4
          order by g.generation desc
          limit 1
        ), 0
      )
    end as generation
) as a
left join lateral (
  select
    p.version,
    p.from_generation as generation,
    p.to_generation
  from almanac.cell_live as p
  where p.city_id = c.city_id and p.date = $2 and p.from_generation <= a.generation
  order by p.from_generation desc
  limit 1
) as l on l.to_generation is null or l.to_generation > a.generation
left join almanac.cell as e on c.city_id = e.city_id and l.version = e.version
left join almanac.day as d on c.city_id = d.city_id and e.day_hash = d.day_hash
-- A city that was removed is known as of then alone.
where c.slug = $1 and (c.removed_at is null or l.version is not null)
