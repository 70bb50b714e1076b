extension Fault {
  /// Faults in what notices that inputs have moved, each with a change that it misses.
  static let ofLedger: [Fault] = [
    .ledger(
      "units of bookings go unnoticed", "hashint8extended(b.space_id, b.units)",
      "hashint8extended(b.space_id, 0)",
      "update source.booking set units = 10 where booking_id = 903"),
    .ledger(
      "spaces of bookings go unnoticed", "hashint8extended(b.space_id, b.units)",
      "hashint8extended(0, b.units)",
      "update source.booking set space_id = 1019 where booking_id = 903"),
    .ledger(
      "ends of bookings go unnoticed",
      "coalesce(s.booking_hash, 0) - coalesce(e.booking_hash, 0)", "coalesce(s.booking_hash, 0)",
      "update source.booking set ends_on = '2026-12-04' where booking_id = 904"),
    .ledger(
      "bookings of later dates go unnoticed", "b.starts_on <= $3", "b.starts_on <= $2",
      """
      insert into source.booking values (1, 1103, 999, '2026-12-04', '2026-12-05', 1)
      """),
    .ledger(
      "prices of overrides go unnoticed", "o.price_minor,\n        case when isfinite",
      "0,\n        case when isfinite",
      "update source.price_override set price_minor = 1 where space_id = 1102"),
    .ledger(
      "starts of overrides go unnoticed", "then o.starts_on - date '2000-01-01' else",
      "then 0 else",
      """
      update source.price_override set starts_on = '2026-12-02'
      where space_id = 1008 and price_minor = 4100
      """),
    .ledger(
      "ratings go unnoticed", "s.rating, s.active", "0, s.active",
      "update source.space set rating = 1 where space_id = 1004"),
    .ledger(
      "activation goes unnoticed", "s.rating, s.active", "s.rating, true",
      "update source.space set active = false where space_id = 1004"),
    .ledger(
      "moves of venues go unnoticed", "v.latitude, v.longitude, v.active", "v.latitude, v.active",
      "update source.venue set longitude = -9.15 where venue_id = 10"),
    .ledger(
      "which add-on goes unnoticed", "row(sa.space_id, sa.add_on,", "row(sa.space_id, 0,",
      """
      update source.space_add_on set add_on = 'parking' where space_id = 1002 and add_on = 'wifi'
      """),
    .ledger(
      "base prices of cards go unnoticed", "k.units, k.base_price_minor", "k.units, 0",
      "update source.space set base_price_minor = 1501 where space_id = 1004"),
    .ledger(
      "capacities of cards go unnoticed", "k.category_id, k.capacity,", "k.category_id, 0,",
      "update source.space set capacity = 77 where space_id = 1004"),
    .ledger(
      "names on cards go unnoticed", "k.inactive_reason, k.fragment,", "k.inactive_reason, 0,",
      "update source.space set name = 'Another' where space_id = 1004"),
    .ledger(
      "cards that differ in units pass for equal", "'|', p.capacity, p.units,",
      "'|', p.capacity, 0,",
      "update source.space set units = 9 where space_id = 1004"),
    .ledger(
      "cells that differ in prices pass for equal",
      "hashint8extended(j.price_minor, j.offer_hash)", "hashint8extended(0, j.offer_hash)",
      "update source.space set base_price_minor = 10001 where space_id = 1004"),
    .ledger(
      "cells that differ in reasons pass for equal",
      "then hashint8extended(j.space_id, j.reason)", "then 0",
      "update source.space set active = false where space_id = 1101"),
  ]
}
