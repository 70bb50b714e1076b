-- import_add_ons: the add-ons that at least one listing of the city offers.
-- $1 int4 city_id, $2 text[] codes, $3 text[] names
insert into source.add_on (city_id, add_on, name)
select
  $1,
  known.add_on,
  known.name
from unnest($2::text[], $3::text[]) as known (add_on, name)
where exists (select 1 from staged_listing as l where known.add_on = any(l.add_ons))
