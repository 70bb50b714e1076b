-- clear_city: deletes all that stands in a city; the city itself stays.
-- $1 int4 city_id
with
bookings as (delete from source.booking where city_id = $1),

overrides as (delete from source.price_override where city_id = $1),

offers as (delete from source.space_add_on where city_id = $1),

add_ons as (delete from source.add_on where city_id = $1),

spaces as (delete from source.space where city_id = $1)

delete from source.venue
where city_id = $1
