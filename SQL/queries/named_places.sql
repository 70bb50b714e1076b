-- named_places: the categories of all spaces, and which of some venues and spaces there are.
-- $1 bool whether categories are asked for, $2 int8[] venues, $3 int8[] spaces
select
  array(select distinct s.category from source.space as s where $1::boolean) as categories,
  array(select v.venue_id from source.venue as v where v.venue_id = any($2)) as venues,
  array(select s.space_id from source.space as s where s.space_id = any($3)) as spaces
