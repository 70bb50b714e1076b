-- cost_tables: two empty tables of the shape of bookings, on which the cost of triggers is taken.
drop table if exists almanac.cost_plain, almanac.cost_tracked;

create table almanac.cost_plain (
  city_id integer not null,
  space_id bigint not null,
  booking_id bigint not null,
  starts_on date not null,
  ends_on date not null,
  units integer not null,
  primary key (city_id, space_id, booking_id)
);

create table almanac.cost_tracked (like almanac.cost_plain including all)
