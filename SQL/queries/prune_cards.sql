-- prune_cards: removes cards that were replaced before the oldest remaining version was built.
-- $1 int4 city_id
delete from almanac.card as c
where
  c.city_id = $1
  and not c.is_current
  and c.retired_at <= coalesce(
    (select min(l.inputs_as_of) from almanac.cell as l where l.city_id = $1), 'infinity'
  )
