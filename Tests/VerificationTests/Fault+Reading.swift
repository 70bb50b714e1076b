extension Fault {
  private static let asked = "(select a.add_ons from asked as a)"

  /// Faults in the statement that answers: filters, orders, ties, the place of a cursor, totals.
  static let ofReading: [Fault] = [
    .reading(
      "the least capacity is left out", "r.capacity between $9 and $10",
      "r.capacity > $9 and r.capacity <= $10"),
    .reading(
      "the greatest capacity is left out", "r.capacity between $9 and $10",
      "r.capacity >= $9 and r.capacity < $10"),
    .reading(
      "the least price is left out", "r.price_minor between $11 and $12",
      "r.price_minor > $11 and r.price_minor <= $12"),
    .reading(
      "the greatest price is left out", "r.price_minor between $11 and $12",
      "r.price_minor >= $11 and r.price_minor < $12"),
    .reading(
      "any of the add-ons will do", "\(asked) & ~r.add_ons = 0",
      "(r.add_ons & \(asked) <> 0 or \(asked) = 0)"),
    .reading(
      "unknown add-ons do not count", "then -9223372036854775808 else 0 end", "then 0 else 0 end"),
    .reading(
      "the first category alone counts", "k.name = any($8::text[])", "k.name = ($8::text[])[1]"),
    .reading(
      "the radius is wider", "g.squared_chord <= $16", "g.squared_chord / 2 <= $16"),
    .reading(
      "a page begins after all that tie with the last",
      "(s.sort_key, s.tie_key) > ($4::bigint, $5::bigint)",
      "(s.sort_key > $4::bigint or $4::bigint = $5::bigint)"),
    .reading(
      "a page begins with the last of the page before",
      "(s.sort_key, s.tie_key) > ($4::bigint, $5::bigint)",
      "(s.sort_key, s.tie_key) >= ($4::bigint, $5::bigint)"),
    .reading(
      "pages take ties from the other end", "order by r.sort_key, r.tie_key",
      "order by r.sort_key, r.tie_key desc"),
    .reading(
      "ties run downwards", "order by p.sort_key, p.tie_key",
      "order by p.sort_key, p.tie_key desc"),
    .reading(
      "ties of falling prices run upwards", "-r.space_id as tie_key", "r.space_id as tie_key"),
    .reading("unknown ratings come first", "-coalesce(r.rating, -1)", "-coalesce(r.rating, 999)"),
    .reading("low ratings come first", "-coalesce(r.rating, -1)", "coalesce(r.rating, 999)"),
    .reading(
      "large spaces come first", "r.capacity::bigint as sort_key", "-r.capacity::bigint as sort_key"
    ),
    .reading(
      "distances disregard the height", "+ (r.z - $15::bigint) * (r.z - $15::bigint) as sort_key",
      "as sort_key"),
    .reading(
      "totals disregard the filters", "when $17 then h.row_count", "when true then h.row_count"),
    .reading("closed days are called open", "d.status = 'open' as is_open", "true as is_open"),
    .reading("a date takes its neighbour's cell", "p.date = $2", "p.date <= $2"),
    .reading("a page is one short", "limit $6", "limit $6 - 1"),
  ]
}
