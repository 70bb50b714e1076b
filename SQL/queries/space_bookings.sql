-- space_bookings: the bookings of a space that take units of it on a date, as the source has them.
-- $1 text city slug, $2 int8 space id, $3 date date
select
  b.booking_id,
  b.starts_on,
  b.ends_on,
  b.units
from source.city as c
inner join source.booking as b on c.city_id = b.city_id
where c.slug = $1 and b.space_id = $2 and b.starts_on <= $3 and b.ends_on > $3
order by b.starts_on, b.booking_id
