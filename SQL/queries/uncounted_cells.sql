-- uncounted_cells: the live versions of a city whose facets are not stored, the number of rows of
-- each, and how many bits the city's add-ons take.
-- $1 int4 city_id
select
  c.version,
  c.row_count,
  (
    select coalesce(max(a.bit) + 1, 0)::int
    from almanac.add_on as a
    where a.city_id = $1
  ) as add_on_bits
from almanac.cell_live as l
inner join almanac.cell as c on c.city_id = $1 and l.version = c.version
where
  l.city_id = $1
  and l.to_generation is null
  and not exists (
    select 1 from almanac.cell_facets as f
    where f.city_id = $1 and f.version = l.version
  )
order by c.version
