-- capacity_band: which band a row's capacity is in: 1, 2, 3 to 4, 5 to 8, and so on, numbered by
-- the power of two at its end.
select
  width_bucket(
    (r.capacity - 1)::float8,
    (select array_agg((1 << p)::float8 order by p) from generate_series(0, 30) as p)
  )
from almanac.result as r
