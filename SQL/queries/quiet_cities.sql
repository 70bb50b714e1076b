-- quiet_cities: those of some cities of which nothing but bookings and prices can have changed
-- since all of their cells were found right: what else the cells are made of has the same hash,
-- each change of the source has been written down since, those that are pending are none of the
-- catalogue, and nobody has published. Nobody works on them, and nothing of them is held. Of a
-- quiet one no change is pending.
-- $1 int4[] cities, $2 text[] their slugs, $3 int8[] hashes, $4 date[] first and $5 date[] last of
-- their horizons, $6 int8 mark, $7 timestamptz before which a full comparison is too old,
-- $8 uuid the process that asks
with pending as materialized (
  select
    p.city_id,
    -- What no city is known of is yet to be given to some, or to be forgotten.
    not exists (select 1 from source.city as s where s.city_id = p.city_id) as is_of_none
  from shared.pending_cities as p
)

select
  c.city_id,
  c.quiet_cells as cells,
  not exists (select 1 from pending as p where p.city_id = c.city_id) as is_quiet
from unnest($1::int[], $2::text[], $3::bigint[], $4::date[], $5::date[])
  as u (city_id, slug, quiet_hash, first_date, last_date)
inner join almanac.city as c
  on u.city_id = c.city_id and u.slug = c.slug and u.quiet_hash = c.quiet_hash
where
  c.trusted_mark = $6
  and c.trusted_at > $7
  and c.trusted_from <= u.first_date
  and c.trusted_to >= u.last_date
  and c.quiet_generation = (
    select coalesce(max(g.generation), 0)
    from almanac.generation as g
    where g.city_id = c.city_id
  )
  and not exists (select 1 from pending as p where p.is_of_none)
  and not exists (
    select 1 from almanac.change as p
    where p.city_id = c.city_id and p.kind not in ('booking', 'price_override')
  )
  and not exists (select 1 from almanac.held_cell as h where h.city_id = c.city_id)
  and not exists (
    select 1 from almanac.lease as l
    where
      l.resource = 'city/' || c.city_id
      and l.owner <> $8
      and l.expires_at >= clock_timestamp()
  )
