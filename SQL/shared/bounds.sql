-- bounds: the first and the last of the dates of "wanted".
select
  min(w.date) as first_date,
  max(w.date) as last_date
from wanted as w
