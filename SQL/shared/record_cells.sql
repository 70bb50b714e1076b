-- record_cells: records those of "cells" whose content is new.
-- $1 int4 city_id, $2 int8 run_id, $9 int8 catalogue hash, $10 int8 score hash, $11 date today,
-- $12 timestamptz inputs_as_of, $13 timestamptz built_at, $20 int8 add-ons hash,
-- $21 int8 source identity
insert into almanac.cell (
  city_id, version, date, day_hash, base_version, row_count, lowest_price_minor, content_hash,
  catalogue_hash, bookings_hash, prices_hash, score_hash, excluded_ids, excluded_reasons,
  today, inputs_as_of, built_at, run_id, calendars_hash, add_ons_hash, source_identity,
  override_ids, override_prices, has_blocks
)
select
  $1,
  c.version,
  c.date,
  c.day_hash,
  c.base_version,
  c.row_count,
  c.lowest_price_minor,
  c.content_hash,
  $9,
  c.bookings_hash,
  c.prices_hash,
  $10,
  c.excluded_ids,
  c.excluded_reasons,
  $11,
  $12,
  $13,
  $2,
  c.calendars_hash,
  $20,
  $21,
  c.override_ids,
  c.override_prices,
  c.is_large
from cells as c
where c.content_hash is distinct from c.base_content_hash
