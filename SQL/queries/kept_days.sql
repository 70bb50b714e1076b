-- kept_days: what the day of each live cell among some dates of a city is to those who build.
-- $1 int4 city_id, $2 date[] dates
select
  l.date,
  c.day_hash,
  c.calendars_hash,
  d.status = 'open' as is_open,
  cardinality(d.factors) + coalesce((
    select sum(s.steps)
    from (
      select max(cardinality(s.factors)) as steps
      from almanac.day_scope as s
      where s.city_id = $1 and s.day_hash = c.day_hash
      group by s.kind
    ) as s
  ), 0)::int as price_steps
from almanac.cell_live as l
inner join almanac.cell as c on c.city_id = $1 and l.version = c.version
inner join almanac.day as d on d.city_id = $1 and c.day_hash = d.day_hash
where l.city_id = $1 and l.date = any($2) and l.to_generation is null
