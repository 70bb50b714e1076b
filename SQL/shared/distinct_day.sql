-- distinct_day: the first of the dates of "wanted" of each distinct day, which stands for it.
select distinct on (w.day_ordinal) w.*
from wanted as w
order by w.day_ordinal, w.ordinal
