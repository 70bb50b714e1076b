-- foreign_cities: which of some cities have a venue or a space whose number is not in their range.
-- $1 text[] slugs, then one element a city: $2 int8[] the first number, $3 int8[] the last
select u.slug
from unnest($1::text[], $2::bigint[], $3::bigint[]) with ordinality
  as u (slug, first_id, last_id, place)
inner join source.city as c on u.slug = c.slug
where
  exists (
    select 1 from source.venue as v
    where v.city_id = c.city_id and v.venue_id not between u.first_id and u.last_id
  )
  or exists (
    select 1 from source.space as s
    where s.city_id = c.city_id and s.space_id not between u.first_id and u.last_id
  )
order by u.place
