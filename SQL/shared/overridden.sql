-- overridden: the base prices that overrides set, by date, for the spaces of "ranked_card"; sparse
-- beside the offers.
-- $1 int4 city_id
select distinct on (space_date)
  k.space_rank::bigint << 20 | (w.day_ordinal << 10) | w.ordinal as space_date,
  w.ordinal,
  w.day_ordinal,
  k.space_id,
  t.price_minor as base_price_minor
from bounds as b
inner join source.price_override as t
  on t.starts_on <= b.last_date and t.ends_on > b.first_date
inner join ranked_card as k on t.space_id = k.space_id
inner join wanted as w on t.starts_on <= w.date and t.ends_on > w.date
where t.city_id = $1
order by space_date, t.starts_on desc, t.price_minor
