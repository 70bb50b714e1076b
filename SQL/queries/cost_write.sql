-- cost_write: inserts bookings of city 0, which no source has.
-- Store replaces almanac.cost_plain by the table that is measured.
-- $1 int4 first number, $2 int4 last number
insert into almanac.cost_plain (city_id, space_id, booking_id, starts_on, ends_on, units)
select
  0,
  n % 1000,
  n,
  date '2000-01-01' + n % 90,
  date '2000-01-03' + n % 90,
  1
from generate_series($1::int, $2::int) as n
