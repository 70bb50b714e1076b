-- status_cities: what is live of each city, and when it was last compared with its inputs.
select
  c.city_id,
  c.slug,
  min(l.date) as first_date,
  max(l.date) as last_date,
  count(l.date)::int as cells,
  coalesce(sum(v.row_count), 0)::bigint as rows_live,
  min(v.built_at) as oldest_built_at,
  (select max(k.inputs_as_of) from almanac.city_check as k where k.city_id = c.city_id)
    as checked_at,
  (
    select count(*)
    from almanac.held_cell as h
    where h.city_id = c.city_id and h.discarded_at is null
  )::int as held,
  (
    select coalesce(sum(upper(r.dates) - lower(r.dates)), 0)
    from almanac.pin as p
    cross join unnest(p.dates) as r (dates)
    where p.city_id = c.city_id
  )::int as pinned
from almanac.city as c
left join almanac.cell_live as l on c.city_id = l.city_id and l.to_generation is null
left join almanac.cell as v on c.city_id = v.city_id and l.version = v.version
where c.removed_at is null
group by c.city_id, c.slug
order by c.slug
