-- drop_held_cells: forgets the held versions of dates whose live version is right by now. Nothing
-- happens when the fence is no longer ours.
-- $1 int4 city_id, $2 text resource, $3 uuid owner, $4 int8 fence, $5 date[] dates
with fenced as (
  select l.fence
  from almanac.lease as l
  where l.resource = $2 and l.owner = $3 and l.fence = $4
  for share
)

delete from almanac.held_cell as h
where h.city_id = $1 and h.date = any($5) and exists (select 1 from fenced)
