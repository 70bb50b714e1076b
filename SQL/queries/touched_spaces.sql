-- touched_spaces: the spaces whose bookings or prices the pending changes of a city may touch, when
-- nothing else can differ from what its live cells were built from; null when nobody can say. Read
-- in the snapshot of a build, it tells of each change that the build sees.
-- $1 int4 city_id
select
  case
    when
      bool_and(
        p.city_id is not null
        and p.space_id is not null
        and p.kind in ('booking', 'price_override')
      )
      -- A space that is let back disturbs the city.
      and exists (
        select 1 from almanac.city as c where c.city_id = $1 and c.quiet_hash is not null
      )
      then array_agg(distinct p.space_id)
  end as spaces
from almanac.change as p
where p.city_id = $1 or p.city_id is null
