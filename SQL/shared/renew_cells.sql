-- renew_cells: renews the ledger of the base version of those of "cells" that look like it.
-- $1 int4 city_id, $9 int8 catalogue hash, $10 int8 score hash, $11 date today, $20 int8 add-ons
-- hash, $21 int8 source identity
update almanac.cell as l
set
  day_hash = c.day_hash,
  catalogue_hash = $9,
  bookings_hash = c.bookings_hash,
  prices_hash = c.prices_hash,
  score_hash = $10,
  today = $11,
  calendars_hash = c.calendars_hash,
  add_ons_hash = $20,
  source_identity = $21,
  override_ids = c.override_ids,
  override_prices = c.override_prices
from cells as c
where
  l.city_id = $1
  and l.version = c.base_version
  and c.content_hash is not distinct from c.base_content_hash
