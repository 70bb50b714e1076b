-- An example of somebody else's schema: a small hotel chain, as its own application keeps it.
-- It shows what the seven views of hotel_source_views.sql have to translate: other names and
-- types, last days that are included, cancelled rows, rooms that are counted, prices in decimals.

create schema hotel;

create table hotel.currencies (
  code char(3) primary key,
  decimals smallint not null
);

create table hotel.markets (
  market_no smallint primary key,
  title varchar(80) not null,
  iso_country char(2) not null,
  iso_state varchar(6),
  tz varchar(64) not null,
  currency char(3) not null references hotel.currencies,
  centre_lat numeric(9, 6) not null,
  centre_lon numeric(9, 6) not null
);

create table hotel.properties (
  property_no integer primary key,
  market_no smallint not null references hotel.markets,
  title varchar(120) not null,
  lat numeric(9, 6) not null,
  lon numeric(9, 6) not null,
  closed_since timestamptz
);

create table hotel.room_types (
  room_type_no integer primary key,
  property_no integer not null references hotel.properties,
  title varchar(120) not null,
  kind varchar(40) not null,
  max_guests smallint not null,
  rack_rate numeric(12, 2),
  is_sold_online boolean not null default true
);

create table hotel.rooms (
  room_no varchar(10) not null,
  room_type_no integer not null references hotel.room_types,
  primary key (room_type_no, room_no)
);

create table hotel.services (
  code varchar(40) primary key,
  label varchar(80) not null
);

create table hotel.property_services (
  property_no integer not null references hotel.properties,
  service_code varchar(40) not null references hotel.services,
  fee numeric(12, 2),
  primary key (property_no, service_code)
);

-- A stay of so many nights.
create table hotel.reservations (
  reservation_no integer primary key,
  room_type_no integer not null references hotel.room_types,
  arrival date not null,
  nights smallint not null,
  rooms smallint not null,
  status varchar(12) not null
);

-- Both days are included; no last day means until further notice.
create table hotel.closures (
  closure_no integer primary key,
  room_type_no integer not null references hotel.room_types,
  first_day date not null,
  last_day date,
  rooms smallint not null
);

-- Both days are included.
create table hotel.rates (
  room_type_no integer not null references hotel.room_types,
  valid_from date not null,
  valid_to date not null,
  rate numeric(12, 2) not null
);

create table hotel.reviews (
  room_type_no integer not null references hotel.room_types,
  points smallint not null check (points between 1 and 10)
);

insert into hotel.currencies values ('EUR', 2), ('JPY', 0);

insert into hotel.markets values
(1, 'Lisbon', 'PT', null, 'Europe/Lisbon', 'EUR', 38.722300, -9.139300),
(2, 'Kyoto', 'JP', 'JP-26', 'Asia/Tokyo', 'JPY', 35.011600, 135.768100);

insert into hotel.properties values
(10, 1, 'Casa do Rio', 38.706900, -9.145600, null),
(11, 1, 'Alfama Rooms', 38.711800, -9.130000, '2026-01-31 10:00+00'),
(20, 2, '鴨川の宿', 35.003700, 135.772600, null);

insert into hotel.room_types values
(101, 10, 'River double', 'Double', 2, 120.50, true),
(102, 10, 'Attic suite', 'Suite', 4, null, true),
(103, 10, 'Staff room', 'Single', 1, 40.00, false),
(110, 11, 'Courtyard double', 'Double', 2, 95.00, true),
(201, 20, '川側の和室', 'Tatami room', 3, 18000.00, true);

insert into hotel.rooms
select
  n::text,
  t.room_type_no
from (values (101, 3), (102, 1), (103, 1), (110, 2), (201, 4)) as t (room_type_no, rooms)
cross join generate_series(1, t.rooms) as n;

insert into hotel.services values
('WIFI', 'Wi-Fi'), ('BRKFST', 'Breakfast'), ('PARK', 'Parking'), ('ONSEN', '温泉');

insert into hotel.property_services values
(10, 'WIFI', null), (10, 'BRKFST', 14.00), (10, 'PARK', 22.50), (11, 'WIFI', null),
(20, 'WIFI', null), (20, 'ONSEN', 1500.00);

insert into hotel.reservations values
(9001, 101, '2026-07-01', 3, 2, 'confirmed'),
(9002, 101, '2026-07-03', 2, 1, 'confirmed'),
(9003, 101, '2026-07-02', 5, 3, 'cancelled'),
(9004, 102, '2026-07-04', 1, 1, 'checked_in'),
(9005, 201, '2026-07-01', 2, 4, 'confirmed');

insert into hotel.closures values
(1, 101, '2026-07-10', '2026-07-12', 3),
(2, 201, '2026-08-01', null, 1);

insert into hotel.rates values
(101, '2026-07-01', '2026-08-31', 160.00),
(101, '2026-07-03', '2026-07-04', 185.75),
(102, '2026-07-01', '2026-07-31', 310.00);

insert into hotel.reviews values (101, 9), (101, 8), (101, 10), (102, 7), (201, 10);
