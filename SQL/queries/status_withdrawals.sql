-- status_withdrawals: the spaces that are withdrawn, the latest first.
select
  w.space_id,
  coalesce(c.slug, w.city_id::text) as city,
  w.reason,
  w.withdrawn_by,
  w.withdrawn_at
from almanac.withdrawal as w
left join almanac.city as c on w.city_id = c.city_id
where w.undone_at is null
order by w.withdrawn_at desc, w.space_id
