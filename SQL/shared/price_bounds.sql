-- price_bounds: the least prices of all bands of prices but the first, in minor units: 1, 2, 5, 10,
-- 20, 50 and so on, each of which a float8 keeps exactly.
select array_agg((d.digit || repeat('0', e.zeros))::float8 order by e.zeros, d.digit)
from unnest('{1,2,5}'::text[]) as d (digit)
cross join generate_series(0, 15) as e (zeros)
