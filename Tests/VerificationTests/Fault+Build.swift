extension Fault {
  private static let covers = "on t.starts_on <= w.date and t.ends_on > w.date"

  /// Faults in the statement that builds cells.
  static let ofBuild: [Fault] = [
    .build(
      "a booking leaves its first night", "greatest(t.starts_on, b.first_date)",
      "greatest(t.starts_on + 1, b.first_date)"),
    .build(
      "a booking takes the day of departure", "least(t.ends_on - 1, b.last_date)",
      "least(t.ends_on, b.last_date)"),
    .build(
      "an override leaves its first night", covers,
      "on t.starts_on < w.date and t.ends_on > w.date"),
    .build(
      "an override holds on its end", covers, "on t.starts_on <= w.date and t.ends_on >= w.date"),
    .build(
      "the earliest override wins", "t.starts_on desc, t.price_minor",
      "t.starts_on, t.price_minor"),
    .build(
      "the highest of equal overrides wins", "t.starts_on desc, t.price_minor",
      "t.starts_on desc, t.price_minor desc"),
    .build(
      "the base price goes before overrides", "coalesce(t.price_minor, o.price_minor)",
      "coalesce(o.price_minor, t.price_minor)"),
    .build("a booking takes one unit", "sum(t.units) as units", "count(*) as units"),
    .build(
      "bookings take nothing", "greatest(o.units - t.units, 0)::int", "o.units"),
    .build(
      "capacity factors do nothing",
      "(k.capacity::bigint * coalesce(s.capacity_factor, w.capacity_factor) / 10000)::int",
      "k.capacity"),
    .build(
      "capacity is rounded to the nearest", "w.capacity_factor) / 10000)::int",
      "w.capacity_factor) / 10000.0)::int"),
    .build(
      "add-ons are always offered", "k.add_ons & ~coalesce(s.closed_add_ons, w.closed_add_ons)",
      "k.add_ons"),
    .build(
      "add-ons of a scope are always offered", "~coalesce(s.closed_add_ons, w.closed_add_ons)",
      "~w.closed_add_ons"),
    .build("nothing opens on a closed day", "where w.is_open or s.is_open", "where w.is_open"),
    .build(
      "inactive spaces are offered", "when k.inactive_reason is not null then", "when false then"),
    .build(
      "scopes cannot close", "when not coalesce(s.is_open, w.is_open) then", "when false then"),
    .build(
      "no notice is needed", "when coalesce(s.is_below_notice, w.is_below_notice) then 8",
      "when false then 8"),
    .build(
      "scopes have no notice of their own", "coalesce(s.is_below_notice, w.is_below_notice)",
      "w.is_below_notice"),
    .build("booked spaces are offered", "when c.units = 0 then 10", "when c.units < 0 then 10"),
    .build(
      "the reason for booked is another", "when c.units = 0 then 10", "when c.units = 0 then 9"),
    .build(
      "booked goes before notice",
      "when c.offer_reason <> 0 then c.offer_reason\n      when c.units = 0 then 10",
      "when c.units = 0 then 10\n      when c.offer_reason <> 0 then c.offer_reason"),
    .build(
      "the price rules of categories are lost", "d.factors || coalesce(sk.factors, '{}')",
      "d.factors"),
    .build(
      "a space does not decide when it is open",
      "coalesce(ss.status, sv.status, sk.status, d.status)",
      "coalesce(sv.status, sk.status, d.status)"),
    .build(
      "the city decides over its categories",
      "coalesce(ss.status, sv.status, sk.status, d.status)",
      "coalesce(d.status, ss.status, sv.status, sk.status)"),
    .build(
      "unknown ratings count for less", "coalesce(k.rating, $17)", "coalesce(k.rating, $17 - 99)"),
    .build("units beyond ten count", "least(c.units, 10)", "least(c.units, 100)"),
    .build("prices count by tens", "(c.price_minor / $18)", "(c.price_minor / ($18 * 10))"),
    .build("low ratings come first", "-$14::bigint * coalesce", "$14::bigint * coalesce"),
    .build("prices are rounded down", "+ 5000) / 10000", "+ 0) / 10000"),
    .build("a half is rounded down", "+ 5000) / 10000", "+ 4999) / 10000"),
    .build("amounts are not added", "coalesce(c.addends[2], 0)", "0"),
    .build("a price falls below zero", "greatest(0, (", "greatest(-99, ("),
    .build(
      "what has no price is free", "case when c.base_price_minor is not null then",
      "case when true then"),
    .build(
      "a cell counts one too many", "count(*) filter (where j.reason = 0)::int",
      "(count(*) filter (where j.reason = 0) + 1)::int"),
    .build(
      "a rating is shown rounded down", "trim_scale(round(s.rating, 2))",
      "trim_scale(trunc(s.rating, 2))"),
    .build("shut venues are open", "when not v.active then 4", "when false then 4"),
    .build(
      "places lie on a meridian", "sin(radians(v.longitude))", "cos(radians(v.longitude))"),
    .build(
      "a venue bears the name of its space", "',\"venue_name\":' || to_json(v.name)",
      "',\"venue_name\":' || to_json(s.name)"),
    .build(
      "a space has one add-on at most", "bit_or(1::bigint << a.bit)", "min(1::bigint << a.bit)"),
  ]
}
