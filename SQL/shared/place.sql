-- place: where the spaces of each date of "wanted" are found in "judged".
select
  w.ordinal::int,
  w.ordinal as place
from wanted as w
union all
select
  w.ordinal::int,
  -w.day_ordinal
from wanted as w
