-- squared_chord: how far a row is from a place, in squares of the unit of its coordinates.
-- $5 int8, $6 int8 and $7 int8 place
select
  (r.x - $5::bigint) * (r.x - $5::bigint)
  + (r.y - $6::bigint) * (r.y - $6::bigint)
  + (r.z - $7::bigint) * (r.z - $7::bigint)
from almanac.result as r
