-- changed_cells: the cells of a city whose versions differ between two generations, with both
-- versions; one is null where the cell did not exist then.
-- $1 int4 city_id, $2 int8 earlier generation, $3 int8 later generation, $4 date first,
-- $5 date last
with earlier as (
  select
    l.date,
    l.version
  from almanac.cell_live as l
  where
    l.city_id = $1
    and l.date between $4 and $5
    and l.from_generation <= $2
    and (l.to_generation is null or l.to_generation > $2)
),

later as (
  select
    l.date,
    l.version
  from almanac.cell_live as l
  where
    l.city_id = $1
    and l.date between $4 and $5
    and l.from_generation <= $3
    and (l.to_generation is null or l.to_generation > $3)
)

select
  coalesce(e.date, l.date) as date,
  e.version as earlier,
  l.version as later,
  coalesce(a.row_count, 0) as rows_earlier,
  coalesce(b.row_count, 0) as rows_later
from earlier as e
full join later as l on e.date = l.date
left join almanac.cell as a on a.city_id = $1 and e.version = a.version
left join almanac.cell as b on b.city_id = $1 and l.version = b.version
where e.version is distinct from l.version
order by 1
