extension Fault {
  private static let asked = "(select a.add_ons from asked as a)"

  /// Faults in the statement that answers: filters, orders, ties, the place of a cursor, totals.
  static let ofReading: [Fault] = [
    .reading(
      "the least capacity is left out", "r.capacity between $11 and $12",
      "r.capacity > $11 and r.capacity <= $12"),
    .reading(
      "the greatest capacity is left out", "r.capacity between $11 and $12",
      "r.capacity >= $11 and r.capacity < $12"),
    .reading(
      "the least price is left out", "r.price_minor between $13 and $14",
      "r.price_minor > $13 and r.price_minor <= $14"),
    .reading(
      "the greatest price is left out", "r.price_minor between $13 and $14",
      "r.price_minor >= $13 and r.price_minor < $14"),
    .reading(
      "any of the add-ons will do", "\(asked) & ~r.add_ons = 0",
      "(r.add_ons & \(asked) <> 0 or \(asked) = 0)"),
    .reading(
      "unknown add-ons do not count", "then -9223372036854775808 else 0 end", "then 0 else 0 end"),
    .reading(
      "the first category alone counts", "k.name = any($10::text[])", "k.name = ($10::text[])[1]"),
    .reading(
      "the radius is wider", ") <= $8", ") / 2 <= $8"),
    .reading(
      "a page begins after all that tie with the last",
      "(s.sort_key, s.tie_key) > ($8::bigint, $9::bigint)",
      "(s.sort_key > $8::bigint or $8::bigint = $9::bigint)"),
    .reading(
      "a page begins with the last of the page before",
      "(s.sort_key, s.tie_key) > ($8::bigint, $9::bigint)",
      "(s.sort_key, s.tie_key) >= ($8::bigint, $9::bigint)"),
    .reading(
      "pages take ties from the other end", "order by s.sort_key, s.tie_key",
      "order by s.sort_key, s.tie_key desc"),
    .reading(
      "ties run downwards", "order by i.sort_key, i.tie_key",
      "order by i.sort_key, i.tie_key desc"),
    .reading(
      "ties of falling prices run upwards", "-r.space_id as tie_key", "r.space_id as tie_key"),
    .reading("unknown ratings come first", "-coalesce(r.rating, -1)", "-coalesce(r.rating, 999)"),
    .reading("low ratings come first", "-coalesce(r.rating, -1)", "coalesce(r.rating, 999)"),
    .reading(
      "large spaces come first", "r.capacity::bigint as sort_key", "-r.capacity::bigint as sort_key"
    ),
    .reading(
      "distances disregard the height", "+ (r.z - $7::bigint) * (r.z - $7::bigint) as sort_key",
      "as sort_key"),
    .reading(
      "totals disregard the filters", "<= $18 then (select count(*) from matching)",
      "<= $18 then h.row_count"),
    .reading("closed days are called open", "d.status = 'open' as is_open", "true as is_open"),
    .reading("a date takes its neighbour's cell", "p.date = $2", "p.date <= $2"),
    .reading("a page is one short", "limit $17", "limit $17 - 1"),
  ]
}
