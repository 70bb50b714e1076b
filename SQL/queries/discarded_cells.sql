-- discarded_cells: the dates, from each city's today on, of which a person has discarded a version
-- or the end, and of which nothing newer has gone live since.
-- $1 timestamptz the present, $2 date today or null for each city's own
select
  y.slug,
  h.version is null as is_end,
  min(h.date) as first_date,
  max(h.date) as last_date,
  count(*)::int as cells,
  max(h.discarded_at) as discarded_at
from almanac.held_cell as h
inner join almanac.city as y on h.city_id = y.city_id
left join almanac.cell_live as l
  on h.city_id = l.city_id and h.date = l.date and l.to_generation is null
where
  h.discarded_at is not null
  and h.base_version is not distinct from l.version
  and h.date >= coalesce($2::date, ($1::timestamptz at time zone y.time_zone)::date)
group by y.slug, h.version is null
order by y.slug, h.version is null
