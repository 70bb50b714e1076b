-- import_space_add_ons: what each listing offers, without a price.
-- $1 int4 city_id
insert into source.space_add_on (city_id, space_id, add_on)
select
  $1,
  l.space_id,
  offered.add_on
from staged_listing as l
cross join unnest(l.add_ons) as offered (add_on)
order by l.space_id, offered.add_on
