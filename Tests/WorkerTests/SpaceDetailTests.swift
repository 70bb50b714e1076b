import Dates
import Discovery
import Foundation
import Postgres
import Store
import Testing
import Worker

/// The details of a space as they are written, from a source, rules and a calendar.
@Suite struct SpaceDetailTests {
  private static let rules = """
    opening: {weekly: {mon-sat: 09:00-20:00}}
    holidays: {public: open}
    prices:
      - {name: winter, dates: 11-15..12-20, change: +12.5%}
      - {name: flat, add: -7}
    layers:
      space:
        100:
          prices: [{name: best-room, change: +10%}]
      category:
        desk: {opening: {weekly: {tue: closed}}}
    """
  private static let calendar = """
    schema: 1
    id: PT
    holidays:
      restoration: {date: 12-01, name: Restauração}
    """

  @Test func `the details hold the card, the day, the price and the days that follow`()
    async throws
  {
    try await WorkerMarket.with { market in
      let (today, tuesday) = (WorkerMarket.today, WorkerMarket.today.adding(days: 1))
      try await market.change(
        """
        update source.space set attributes = '{"floor": 2}' where space_id = 100;
        update source.venue set attributes = '{"lift": true}' where venue_id = 10;
        insert into source.price_override values
          (1, 100, '\(today)', '\(today.adding(days: 3))', 20000),
          (1, 102, '\(today)', '\(today.adding(days: 3))', 2000);
        insert into source.booking values (1, 100, 1, '\(today.adding(days: 2))',
          '\(today.adding(days: 3))', 1);
        """)
      let report = try await market.run(
        files: ["job.yml": WorkerMarket.job(Self.rules), "calendars/pt.yml": Self.calendar]
      ).perform()
      #expect(report.failures == [])
      let facts = try await market.connection.spaceFacts(
        SpacesQuery(QueryString("ids=100&date=\(tuesday)")))
      var json = JSONWriter()
      try #require(facts.first?.cell).freshness.write(to: &json)
      let freshness = String(decoding: json.bytes, as: UTF8.self)
      var text = JSONWriter()
      facts[0].writeDetail(to: &text)
      let rest = (3..<14).map { ahead in
        ahead < 4
          ? #"{"date":"\#(tuesday.adding(days: ahead))","status":"available","reason":null,"#
            + #""available_units":1,"price_minor":12367}"#
          : #"{"date":"\#(tuesday.adding(days: ahead))","status":"not-built","reason":null,"#
            + #""available_units":null,"price_minor":null}"#
      }
      let written = String(decoding: text.bytes, as: UTF8.self)
      let wanted = """
        {"space_id":"100","venue_id":"10","name":"Room","venue_name":"Baixa",\
        "category":"meeting-room","rating":4.5,\
        "location":{"latitude":38.71,"longitude":-9.14},\
        "city":"lisbon","date":"2026-12-01","available":true,"reason":null,"capacity":8,\
        "units":1,"available_units":1,"attributes":{"floor": 2},\
        "venue":{"venue_id" : "10", "name" : "Baixa", \
        "location" : {"latitude":38.71,"longitude":-9.14}, "attributes" : {"lift": true}},\
        "add_ons":[{"add_on":"projector","name":"Projector","price_minor":500,"offered":true},\
        {"add_on":"wifi","name":"Wi-Fi","price_minor":null,"offered":true}],\
        "day":{"status":"open","origin":"job.yml:7","hours":"09:00-20:00",\
        "holiday":{"holiday_id":"restoration","name":"Restauração","category":"public",\
        "observed":false,"calendar":"PT","rule":"date 12-01","origin":"calendars/pt.yml:4"},\
        "rules":[\(Self.steps(nil, nil, nil))]},\
        "price":{"amount_minor":24742,"currency":"EUR","base_minor":10000,"override_minor":20000,\
        "steps":[\(Self.steps((20000, 22500), (22500, 22493), (22493, 24742)))]},\
        "availability":[{"date":"2026-12-01","status":"available","reason":null,\
        "available_units":1,"price_minor":24742},\
        {"date":"2026-12-02","status":"unavailable","reason":"booked","available_units":null,\
        "price_minor":null},\
        {"date":"2026-12-03","status":"available","reason":null,"available_units":1,\
        "price_minor":12367},\
        \(rest.joined(separator: ","))],"freshness":\(freshness)}
        """
      #expect(written == wanted, "after \(written.commonPrefix(with: wanted).suffix(60))")
    }
  }

  /// The three rules as they are written, each with the amounts before and after it.
  private static func steps(_ amounts: (Int, Int)?...) -> String {
    let rules = [
      (#""name":"winter","basis_points":11250,"add_minor":0,"layer":"job","origin":"job.yml:10""#),
      (#""name":"flat","basis_points":10000,"add_minor":-7,"layer":"job","origin":"job.yml:11""#),
      #""name":"best-room","basis_points":11000,"add_minor":0,"layer":"space 100","#
        + #""origin":"job.yml:15""#,
    ]
    return zip(rules, amounts).map { rule, amounts in
      let tail = amounts.map { #","before_minor":\#($0.0),"after_minor":\#($0.1)"# } ?? ""
      return "{\(rule)\(tail)}"
    }.joined(separator: ",")
  }

  @Test func `a change of what only the details show is seen after the next run`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      for (change, cells) in [
        ("update source.space_add_on set price_minor = 700 where add_on = 'projector'", 5),
        ("update source.space set attributes = '{\"floor\": 3}' where space_id = 100", 5),
        ("update source.venue set attributes = '{\"lift\": false}' where venue_id = 20", 5),
      ] {
        try await market.change(change)
        #expect(try await market.run().perform().cells.published == cells, "\(change)")
      }
      let facts = try await market.connection.spaceFacts(
        SpacesQuery(QueryString("ids=100&date=\(WorkerMarket.today)")))
      #expect(facts.first?.card.addOns.map(\.priceMinor) == [700, nil])
      #expect(
        facts.first.map { String(decoding: $0.card.attributes, as: UTF8.self) }
          == #"{"floor": 3}"#)
    }
  }

  @Test func `an override that changes no price is told without a publication`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      try await market.change(
        """
        insert into source.price_override values
          (1, 100, '\(WorkerMarket.today)', '\(WorkerMarket.today.adding(days: 1))', 10000)
        """)
      #expect(try await market.run().perform().cells.published == 0)
      let facts = try await market.connection.spaceFacts(
        SpacesQuery(QueryString("ids=100,101&date=\(WorkerMarket.today)")))
      #expect(facts.map(\.composition?.overrideMinor) == [10_000, nil])
    }
  }
}
