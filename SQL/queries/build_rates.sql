-- build_rates: what a cell of each city has taken: its rows, and how fast runs have built them.
select
  c.slug,
  (
    select avg(e.row_count)::float8
    from almanac.cell_live as l
    inner join almanac.cell as e on l.city_id = e.city_id and l.version = e.version
    where l.city_id = c.city_id and l.to_generation is null
  ) as rows_a_cell,
  (
    select sum(s.seconds) / nullif(sum(s.cells), 0)
    from almanac.run_stage as s
    where s.city_id = c.city_id and s.stage = 'build' and s.cells > 0
  ) as seconds_a_cell
from almanac.city as c
order by c.slug
