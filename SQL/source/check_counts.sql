-- check_counts: how many rows each of the source's relations has.
select
  (select count(*) from source.city) as city,
  (select count(*) from source.venue) as venue,
  (select count(*) from source.space) as space,
  (select count(*) from source.add_on) as add_on,
  (select count(*) from source.space_add_on) as space_add_on,
  (select count(*) from source.booking) as booking,
  (select count(*) from source.price_override) as price_override
