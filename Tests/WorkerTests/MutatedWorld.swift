import Dates
import Foundation
import Postgres
import Store
import Worker

/// A job, a calendar and a clock that change together with a market.
struct MutatedWorld {
  private var random = Dice(seed: 11)
  private var instant = Instant(rfc3339: "2026-11-30T19:00:00Z") ?? .now()
  private var rules: [String: String] = [:]
  private var feasts: [String] = []

  /// A change: what to do to every copy of the market; the world has changed already.
  struct Mutation {
    var name: String
    var sql: String
  }

  /// More spaces than the market of the other tests has.
  static let market = """
    insert into source.space
    select c, v, 1000 * c + n, 'Space ' || n, (array['desk', 'hall', 'flat'])[n % 3 + 1], n % 7 + 1,
      n % 3 + 1, case when n % 5 > 0 then 1000 * n end, case when n % 4 > 0 then 3 + n % 2 end,
      n % 6 > 0, '{}'
    from (values (1, 10), (1, 11), (2, 20)) as t (c, v), generate_series(v, v + 50, 10) as n;
    alter table source.city drop constraint city_slug_key;
    insert into source.venue values (2, 21, 'Shibuya', 35.66, 139.7, true, '{}');
    """

  /// Leaves nothing of what was computed.
  static let forget = """
    truncate almanac.result, almanac.cell, almanac.cell_facets, almanac.cell_live, almanac.card, almanac.day,
      almanac.day_scope, almanac.category, almanac.add_on, almanac.city, almanac.generation,
      almanac.city_check
    """

  /// Brings a market up to date.
  func run(_ market: WorkerMarket) async throws -> RunReport {
    let calendar = """
      schema: 1
      id: PT
      title: {en: Portugal}
      holidays:
        restoration: {date: 12-01}
      \(feasts.isEmpty ? "" : "  feasts: {dates: [\(feasts.joined(separator: ", "))]}")
      """
    let parts = rules.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let job = WorkerMarket.job(parts.joined(separator: "\n"))
    let files = ["job.yml": job, "calendars/pt.yml": calendar]
    return try await market.run(files: files) { request in
      request.today = nil
      request.instant = instant
      request.present = { [instant] in instant }
    }.perform()
  }

  /// Draws a change and makes it in the world.
  mutating func mutate(_ number: Int) -> Mutation {
    let rule = random.next(3)
    guard rule > 0 else { return mutateRules() }
    let (name, sql) = MutatedWorld.changes[random.next(MutatedWorld.changes.count)]
    let from = random.next(6) - 1
    let today = instant.localDate(in: .gmt)
    return Mutation(
      name: name,
      sql: sql.replacing("$n", with: "\(number)").replacing("$r", with: "'\(random.next(9999))'")
        .replacing("$k", with: "\(random.next(40))")
        .replacing("$from", with: "date '\(today.adding(days: from))'")
        .replacing("$to", with: "date '\(today.adding(days: from + 1 + random.next(3)))'"))
  }

  private mutating func mutateRules() -> Mutation {
    let date = instant.localDate(in: .gmt).adding(days: random.next(6))
    switch random.next(9) {
    case 0:
      feasts = random.next(2) == 0 ? [] : ["{on: \(date), status: confirmed}"]
      return Mutation(name: "a one-off holiday", sql: "")
    case 1:
      rules["holidays"] = random.next(2) == 0 ? nil : "{public: closed}"
      return Mutation(name: "what holidays do", sql: "")
    case 2:
      rules["prices"] = "[{name: all, weekdays: [mon-fri], change: +\(random.next(20))%}]"
      return Mutation(name: "a price rule", sql: "")
    case 3:
      rules["notice_days"] = "\(random.next(3))"
      return Mutation(name: "notice", sql: "")
    case 4:
      rules["recommended"] = "{rating: \(random.next(5)), price: 1}"
      return Mutation(name: "weights", sql: "")
    case 5:
      rules["opening"] = "{exceptions: {\(date): closed}}"
      return Mutation(name: "an exception", sql: "")
    case 6:
      rules["layers"] =
        "{category: {hall: {capacity: [{name: part, factor: \(50 + random.next(50))%}]}}}"
      return Mutation(name: "a layer of a category", sql: "")
    case 7:
      rules["add_ons"] = random.next(2) == 0 ? nil : "{wifi: {weekdays: [tue, sat]}}"
      return Mutation(name: "when an add-on is offered", sql: "")
    default:
      instant = instant.adding(seconds: 43_200)
      return Mutation(name: "half a day passes", sql: "")
    }
  }

  private static let space =
    "(select space_id from source.space order by md5(space_id || $r) limit 1)"
  private static let changes: [(String, String)] = [
    (
      "a booking",
      """
      insert into source.booking select city_id, space_id, $n, $from, $to, 1
      from source.space where space_id = \(space)
      """
    ),
    (
      "bookings of every city",
      """
      insert into source.booking select city_id, space_id, $n, $from, $to, 1 from source.space
      where space_id % 5 = 0
      """
    ),
    (
      "a cancelled booking",
      """
      delete from source.booking where booking_id in (
        select booking_id from source.booking order by md5(booking_id || $r) limit 1)
      """
    ),
    (
      "a moved booking",
      """
      update source.booking set starts_on = $from, ends_on = $to where booking_id in (
        select booking_id from source.booking order by md5(booking_id || $r) limit 1)
      """
    ),
    ("no booking at all", "update source.booking set units = units"),
    (
      "an override",
      """
      insert into source.price_override select city_id, space_id, $from, $to, 100 * $k
      from source.space where space_id = \(space)
      """
    ),
    (
      "a dropped override",
      """
      delete from source.price_override where space_id in (
        select space_id from source.price_override order by md5(space_id || $r) limit 1)
      """
    ),
    (
      "a base price",
      "update source.space set base_price_minor = 100 * $k where space_id = \(space)"
    ),
    ("no base price", "update source.space set base_price_minor = null where space_id = \(space)"),
    ("a capacity", "update source.space set capacity = $k where space_id = \(space)"),
    ("units", "update source.space set units = 1 + $k % 3 where space_id = \(space)"),
    ("a rating", "update source.space set rating = $k / 8.0 where space_id = \(space)"),
    ("a category", "update source.space set category = 'c' || $k % 4 where space_id = \(space)"),
    ("activation", "update source.space set active = not active where space_id = \(space)"),
    (
      "a move to another venue",
      """
      update source.space as s set venue_id = (
        select v.venue_id from source.venue as v where v.city_id = s.city_id
        order by md5(v.venue_id || $r) limit 1) where space_id = \(space)
      """
    ),
    (
      "a move to another city",
      """
      update source.space set city_id = v.city_id, venue_id = v.venue_id
      from (select * from source.venue order by md5(venue_id || $r) limit 1) as v
      where space_id = \(space)
      """
    ),
    ("a deleted space", "delete from source.space where space_id = \(space)"),
    (
      "a new space",
      """
      insert into source.space select city_id, venue_id, 100000 + $n, 'New', 'desk', 2, 1, 900, null,
        true, '{}' from source.venue order by md5(venue_id || $r) limit 1
      """
    ),
    (
      "a venue that moves",
      "update source.venue set latitude = latitude + 0.001 * $k where venue_id % 2 = $k % 2"
    ),
    ("a venue's name", "update source.venue set name = 'V$k' where venue_id = 10"),
    ("a venue's activity", "update source.venue set active = not active where venue_id = 11"),
    (
      "an offered add-on",
      """
      insert into source.space_add_on select city_id, space_id, 'wifi', null from source.space
      where space_id = \(space) on conflict do nothing
      """
    ),
    (
      "an add-on that is no more",
      "delete from source.space_add_on where space_id = \(space) or space_id = 100"
    ),
    ("a new add-on", "insert into source.add_on values (1, 'a$n', 'A') on conflict do nothing"),
    ("an add-on's name", "update source.add_on set name = name || $k"),
    (
      "a time zone",
      """
      update source.city set time_zone =
        (array['Asia/Tokyo', 'Europe/Lisbon', 'America/Lima'])[1 + $k % 3] where city_id = 1 + $k % 2
      """
    ),
    (
      "a currency",
      "update source.city set currency = (array['EUR', 'JPY', 'USD'])[1 + $k % 3] where city_id = 1"
    ),
    ("a slug", "update source.city set slug = 'lisbon' || $k where city_id = 1"),
    (
      "a country",
      "update source.city set country = (array['PT', 'ES'])[1 + $k % 2] where city_id = 1"
    ),
    ("no bookings any more", "truncate source.booking"),
    ("no overrides any more", "truncate source.price_override"),
    ("no offers any more", "truncate source.space_add_on"),
    ("a city without spaces", "delete from source.space where city_id = 2 and $k = 7"),
    (
      "a city that is gone",
      """
      delete from source.city
      where city_id = 1 + $k % 2 and (select count(*) from source.city) > 1
      """
    ),
    (
      "a city that is back",
      """
      insert into source.city select * from (values
        (1, 'lisbon', 'Lisbon', 'PT', null, 'Europe/Lisbon', 'EUR', 38.7, -9.1),
        (2, 'tokyo', 'Tokyo', 'JP', null, 'Asia/Tokyo', 'JPY', 35.7, 139.7)) as v (city_id, slug)
      where not exists (
        select 1 from source.city as c
        where c.city_id = v.city_id or c.slug = v.slug or v.city_id = 1 and c.city_id = 6)
      """
    ),
    (
      "slugs that are exchanged",
      """
      update source.city as c set slug = o.slug from source.city as o
      where o.city_id = 3 - c.city_id
      """
    ),
    (
      "a city of another number under the same slug",
      """
      update source.city set city_id = 7 - city_id where city_id in (1, 6);
      update source.venue set city_id = 7 - city_id where city_id in (1, 6);
      update source.space set city_id = 7 - city_id where city_id in (1, 6);
      update source.add_on set city_id = 7 - city_id where city_id in (1, 6);
      update source.space_add_on set city_id = 7 - city_id where city_id in (1, 6);
      update source.booking set city_id = 7 - city_id where city_id in (1, 6);
      update source.price_override set city_id = 7 - city_id where city_id in (1, 6);
      """
    ),
  ]
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A number from 0 up to `count`, which is left out.
  mutating func next(_ count: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(count))
  }
}
