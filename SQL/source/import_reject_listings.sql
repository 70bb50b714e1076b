-- import_reject_listings: drops listings that stand in the file twice or belong to another city.
-- $1 text slug of the city
with judged as (
  select
    l.line,
    l.space_id,
    case
      when s.space_id is not null then 'listing-of-another-city'
      when row_number() over (partition by l.space_id order by l.line) > 1 then 'repeated-listing'
    end as kind,
    min(l.line) over (partition by l.space_id) as first_line,
    c.slug as other_city
  from staged_listing as l
  left join (
    source.space as s
    inner join source.city as c on s.city_id = c.city_id and c.slug <> $1
  )
    on l.space_id = s.space_id
)

delete from staged_listing as l
using judged as j
where l.line = j.line and j.kind is not null
returning j.kind, j.line, j.space_id, j.first_line, j.other_city
