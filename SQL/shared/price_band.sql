-- price_band: which band a row's price is in: 0 below the first bound, n from the n-th on.
select
  width_bucket(r.price_minor::float8, (select * from shared.price_bounds))
from almanac.result as r
