-- delete_results: removes the rows of versions that no pointer names.
-- $1 int4 city_id, $2 int4[] versions
with gone as (
  delete from almanac.result_block
  where city_id = $1 and version = any($2)
),

uncounted as (
  delete from almanac.cell_facets
  where city_id = $1 and version = any($2)
)

delete from almanac.result
where city_id = $1 and version = any($2)
