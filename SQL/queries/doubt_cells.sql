-- doubt_cells: makes stale every version of a city's cells that leaves a space out as withdrawn;
-- answers how many live ones there are. No catalogue hashes to the least number.
-- $1 int4 city_id, $2 int8 space_id
with doubted as (
  update almanac.cell as c
  set catalogue_hash = -9223372036854775808
  where
    c.city_id = $1
    and c.excluded_ids @> array[$2::bigint]
    and c.excluded_reasons[array_position(c.excluded_ids, $2::bigint)] = 1
  returning c.date, c.version
),

disturbed as (
  update almanac.city as c
  set quiet_hash = null
  where c.city_id = $1
)

select count(*)::int as live_cells
from doubted as d
inner join almanac.cell_live as l
  on l.city_id = $1 and d.date = l.date and d.version = l.version and l.to_generation is null
