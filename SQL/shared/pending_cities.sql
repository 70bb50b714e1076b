-- pending_cities: the cities that changes are pending of, each found by one look into an index,
-- however many changes it has; null stands for any city.
with recursive pending (city_id) as (
  (
    select c.city_id
    from almanac.change as c
    where c.city_id is not null
    order by c.city_id
    limit 1
  )
  union all
  select
    (
      select c.city_id
      from almanac.change as c
      where c.city_id > p.city_id
      order by c.city_id
      limit 1
    )
  from pending as p
  where p.city_id is not null
)

select p.city_id
from pending as p
where p.city_id is not null
union all
select null
where exists (select 1 from almanac.change as c where c.city_id is null)
