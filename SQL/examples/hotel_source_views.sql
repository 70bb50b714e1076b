-- The seven views through which Almanac reads the hotel chain of hotel_schema.sql.
-- Each column has to have the contract's name and type: hence the casts.

create schema source;

create view source.city as
select
  m.market_no::integer as city_id,
  replace(lower(m.title), ' ', '-')::text as slug,
  m.title::text as name,
  m.iso_country::text as country,
  m.iso_state::text as subdivision,
  m.tz::text as time_zone,
  m.currency::text as currency,
  m.centre_lat::double precision as latitude,
  m.centre_lon::double precision as longitude
from hotel.markets as m;

create view source.venue as
select
  p.market_no::integer as city_id,
  p.property_no::bigint as venue_id,
  p.title::text as name,
  p.lat::double precision as latitude,
  p.lon::double precision as longitude,
  p.closed_since is null as active,
  '{}'::jsonb as attributes
from hotel.properties as p;

-- What is booked is a kind of room; its rooms are the units.
create view source.space as
select
  p.market_no::integer as city_id,
  p.property_no::bigint as venue_id,
  t.room_type_no::bigint as space_id,
  t.title::text as name,
  replace(lower(t.kind), ' ', '-')::text as category,
  t.max_guests::integer as capacity,
  (select count(*) from hotel.rooms as r where r.room_type_no = t.room_type_no)::integer as units,
  (t.rack_rate * power(10.0, c.decimals))::bigint as base_price_minor,
  (
    select round(avg(v.points) / 2, 2) from hotel.reviews as v
    where v.room_type_no = t.room_type_no
  )::numeric as rating,
  t.is_sold_online as active,
  '{}'::jsonb as attributes
from hotel.room_types as t
inner join hotel.properties as p on t.property_no = p.property_no
inner join hotel.markets as m on p.market_no = m.market_no
inner join hotel.currencies as c on m.currency = c.code;

create view source.add_on as
select distinct
  p.market_no::integer as city_id,
  lower(s.code)::text as add_on,
  s.label::text as name
from hotel.services as s
inner join hotel.property_services as o on s.code = o.service_code
inner join hotel.properties as p on o.property_no = p.property_no;

-- A service of the house is one of each of its rooms.
create view source.space_add_on as
select
  p.market_no::integer as city_id,
  t.room_type_no::bigint as space_id,
  lower(o.service_code)::text as add_on,
  (o.fee * power(10.0, c.decimals))::bigint as price_minor
from hotel.room_types as t
inner join hotel.properties as p on t.property_no = p.property_no
inner join hotel.property_services as o on p.property_no = o.property_no
inner join hotel.markets as m on p.market_no = m.market_no
inner join hotel.currencies as c on m.currency = c.code;

-- Two tables take rooms away. Their numbers are kept apart: even ones are reservations.
create view source.booking as
select
  p.market_no::integer as city_id,
  r.room_type_no::bigint as space_id,
  r.reservation_no::bigint * 2 as booking_id,
  r.arrival as starts_on,
  r.arrival + r.nights as ends_on,
  r.rooms::integer as units
from hotel.reservations as r
inner join hotel.room_types as t on r.room_type_no = t.room_type_no
inner join hotel.properties as p on t.property_no = p.property_no
where r.status in ('confirmed', 'checked_in')
union all
select
  p.market_no::integer as city_id,
  x.room_type_no::bigint as space_id,
  x.closure_no::bigint * 2 + 1 as booking_id,
  x.first_day as starts_on,
  -- The contract's ranges end on the day after the last.
  coalesce(x.last_day + 1, date '9999-12-31') as ends_on,
  x.rooms::integer as units
from hotel.closures as x
inner join hotel.room_types as t on x.room_type_no = t.room_type_no
inner join hotel.properties as p on t.property_no = p.property_no;

create view source.price_override as
select
  p.market_no::integer as city_id,
  a.room_type_no::bigint as space_id,
  a.valid_from as starts_on,
  a.valid_to + 1 as ends_on,
  (a.rate * power(10.0, c.decimals))::bigint as price_minor
from hotel.rates as a
inner join hotel.room_types as t on a.room_type_no = t.room_type_no
inner join hotel.properties as p on t.property_no = p.property_no
inner join hotel.markets as m on p.market_no = m.market_no
inner join hotel.currencies as c on m.currency = c.code;

-- What the account of Almanac's worker may read.
do $$
begin
  if exists (select from pg_catalog.pg_roles where rolname = 'almanac_worker') then
    grant usage on schema source to almanac_worker;
    grant select on all tables in schema source to almanac_worker;
  end if;
end
$$;
