import Dates
@testable import Discovery
import Market
import Postgres
import Store
import Testing
import Worker

/// Explanations and offers against what discovery lists, over a market where every reason occurs.
@Suite struct ExplainTests {
  private static let rules = """
    opening:
      weekly: {mon-sat: 08:00-22:00, sun: closed}
      exceptions: {12-08: closed, 12-24: 08:00-14:00}
    notice_days: 1
    prices:
      - {name: weekend, weekdays: [sat, sun], change: +10%}
      - {name: early, lead_days: "20..", change: -7%}
    capacity: [{name: winter, dates: 12-15..12-31, factor: 50%}]
    layers:
      category:
        desk:
          opening: {weekly: {sun: 10:00-16:00}}
          notice_days: 3
          prices: [{name: desks, add: -55}]
        event-space:
          opening: {weekly: {mon-tue: closed}}
    """

  /// Spaces and venues that are not active, and spaces without a price.
  private static let faults = """
    update source.space set active = false where space_id % 11 = 0;
    update source.venue set active = false where venue_id % 7 = 0;
    update source.space set base_price_minor = null where space_id % 5 = 0;
    update source.booking set units = 1000 where booking_id % 3 = 0;
    """

  @Test func `every space of 200 cells is explained as it is listed, and the other way round`()
    async throws
  {
    try await WorkerMarket.with { market in
      let settings = DemoSettings(
        cities: 4, spaces: 40, days: 50, seed: 11, today: WorkerMarket.today)
      try await market.change("truncate source.city, source.venue, source.space, source.add_on")
      _ = try await DemoMarket.fill(settings, on: market.connection)
      try await market.change(Self.faults)
      let report = try await market.run(WorkerMarket.job(Self.rules, horizon: 50)).perform()
      #expect(report.cells.published >= 200, "\(report.failures)")
      let spaces = try await market.spacesByCity()
      var reasons: Set<String> = []
      var explained = 0
      for (city, ids) in spaces {
        let cells = try await market.listings(city, days: 50)
        for ahead in 0..<50 {
          let date = WorkerMarket.today.adding(days: ahead)
          let facts = try await market.connection.spaceFacts(SpacesQuery(ids: ids, date: date))
          #expect(facts.map(\.spaceID) == ids)
          for fact in facts {
            let explanation = try #require(
              Explanation(fact, query: DiscoveryQuery(city: city, date: date)))
            let listing = cells[ahead][fact.spaceID]
            #expect(explanation.isIncluded == (listing != nil), "\(fact.spaceID) on \(date)")
            #expect(fact.agreesWithWhatIsStored, "\(fact.spaceID) on \(date)")
            for (offset, offer) in fact.offers.enumerated() where ahead + offset < 50 {
              #expect(offer.listing == cells[ahead + offset][fact.spaceID])
            }
            if let reason = explanation.reason { reasons.insert(reason) }
            explained += 1
          }
        }
      }
      #expect(explained == 4 * 50 * 40)
      #expect(
        reasons == [
          "space-inactive", "venue-inactive", "closed-weekly", "closed-exception", "below-notice",
          "booked", "no-price",
        ])
    }
  }

  @Test func `filters, ranks and pages are those of discovery`() async throws {
    try await WorkerMarket.with { market in
      let settings = DemoSettings(
        cities: 1, spaces: 60, days: 4, seed: 3, today: WorkerMarket.today)
      _ = try await DemoMarket.fill(settings, on: market.connection)
      try await market.change(Self.faults)
      _ = try await market.run(WorkerMarket.job(Self.rules)).perform()
      let spaces = try await market.spacesByCity()
      let (city, ids) = try #require(spaces.max { $0.value.count < $1.value.count })
      for text in [
        "", "category=desk,meeting-room&sort=price", "capacity_min=4&capacity_max=30&sort=-price",
        "add_ons=wifi&sort=rating&limit=3", "price_min=1000&price_max=20000&sort=capacity&limit=1",
      ] {
        let date = WorkerMarket.today.adding(days: 3)
        let query = try DiscoveryQuery(QueryString("city=\(city)&date=\(date)&\(text)"))
        var everything = query
        everything.limit = 100
        let listed = try await market.connection.discover(everything, after: nil)?.rows ?? []
        // In the opposite order the tie is the negated space id.
        let order = listed.map { abs($0.place.tie) }
        for id in ids {
          let facts = try #require(
            try await market.connection.spaceFacts(ExplainQuery(space: id, discovery: query)))
          let explanation = try #require(Explanation(facts, query: query))
          let index = order.firstIndex(of: id)
          #expect(explanation.isIncluded == (index != nil), "\(id) \(text)")
          #expect(explanation.rank == index.map { Int64($0 + 1) }, "\(id) \(text)")
          #expect(explanation.page == index.map { Int64($0 / query.limit + 1) })
        }
      }
    }
  }

  @Test func `an older generation is explained as it was`() async throws {
    try await WorkerMarket.with { market in
      let (today, job) = (WorkerMarket.today, WorkerMarket.job())
      let first = try #require(try await market.run(job).perform().generation)
      try await market.change(
        """
        insert into source.booking values (1, 100, 17, '\(today)', '\(today.adding(days: 2))', 1);
        update source.space set name = 'Attic', base_price_minor = 1 where space_id = 100;
        """)
      let second = try #require(try await market.run(job).perform().generation)
      let query = ExplainQuery(space: 100, discovery: DiscoveryQuery(city: "lisbon", date: today))
      let bookings = try await market.connection.spaceBookings(
        city: "lisbon", spaceID: 100, date: today)
      #expect(bookings.map(\.bookingID) == [17])
      func explain(at moment: ReadMoment) async throws -> (SpaceFacts, Explanation) {
        let facts = try #require(try await market.connection.spaceFacts(query, at: moment))
        return (
          facts,
          try #require(Explanation(facts, query: query.discovery, bookings: bookings))
        )
      }
      let (oldFacts, old) = try await explain(at: .generation(first))
      #expect(old.isIncluded && old.rank == 2)
      #expect(oldFacts.card.name == "Room" && oldFacts.card.basePriceMinor == 10_000)
      let units = try #require(old.steps.first { $0.step == "units-free" })
      let generation = try #require(oldFacts.cell?.freshness.generation)
      #expect(
        units.detail
          == "1 of 1 free; as the source is now and not as it was at generation \(generation): "
          + "booking 17 takes 1 from 2026-11-30 to 2026-12-02")
      for moment in [ReadMoment.newest, .generation(second)] {
        let (newFacts, new) = try await explain(at: moment)
        #expect(!new.isIncluded && new.reason == "booked" && new.rank == nil)
        #expect(newFacts.card.name == "Attic")
        let units = try #require(new.steps.first { $0.step == "units-free" })
        #expect(units.passed == false)
        #expect(
          units.detail == "all 1 booked; as the source is now: "
            + "booking 17 takes 1 from 2026-11-30 to 2026-12-02")
      }
    }
  }

  @Test func `a space that came after the cell was built is not in its catalogue`() async throws {
    try await WorkerMarket.with { market in
      _ = try await market.run { $0.to = WorkerMarket.today }.perform()
      try await market.change(
        """
        insert into source.space values (1, 10, 999, 'New', 'desk', 1, 1, 100, null, true, '{}');
        """)
      _ = try await market.run { $0.from = WorkerMarket.today.adding(days: 1) }.perform()
      for (ahead, reason) in [(0, "not-in-catalogue"), (1, nil)] as [(Int, String?)] {
        let query = ExplainQuery(
          space: 999,
          discovery: DiscoveryQuery(
            city: "lisbon", date: WorkerMarket.today.adding(days: ahead)))
        let facts = try #require(try await market.connection.spaceFacts(query))
        #expect(Explanation(facts, query: query.discovery)?.reason == reason)
      }
    }
  }
}

extension SpacesQuery {
  fileprivate init(ids: [Int64], date: LocalDate) throws {
    let list = ids.map(String.init).joined(separator: ",")
    try self.init(QueryString("ids=\(list)&date=\(date)"))
  }
}

extension SpaceOffer {
  /// `price:units`, or nil when there is none.
  fileprivate var listing: String? {
    if case .available(let units, let priceMinor) = state { "\(priceMinor):\(units)" } else { nil }
  }
}

extension SpaceFacts {
  /// Whether what the card, the day and the price say leads to the stored reason, and to no reason
  /// where there is none. Units are told by the stored reason alone.
  fileprivate var agreesWithWhatIsStored: Bool {
    guard let cell else { return false }
    let composition = PriceComposition(
      baseMinor: card.basePriceMinor, overrideMinor: cell.overrideMinor, rules: cell.day.rules)
    let known: ExclusionReason? =
      card.inactiveReason ?? cell.day.closedReason
      ?? (cell.day.isBelowNotice ? .belowNotice : nil)
    switch (cell.listing, cell.excludedReason) {
    case (.some(let listing), nil):
      return known == nil && composition.amountMinor == listing.priceMinor
        && listing.capacity
          == Int32(Int64(card.capacity) * Int64(cell.day.capacityFactor) / 10_000)
    case (nil, .booked): return known == nil
    case (nil, .noPrice): return known == nil && composition.amountMinor == nil
    // A closed city stores no reasons.
    case (nil, nil): return !cell.day.isOpen
    case (nil, .some(let reason)): return known == reason
    default: return false
    }
  }
}

extension WorkerMarket {
  /// The spaces of each city, by its slug.
  fileprivate func spacesByCity() async throws -> [String: [Int64]] {
    let rows = try await connection.query(
      Statement(
        "spaces",
        """
        select c.slug, array_agg(s.space_id order by s.space_id) as ids
        from source.city as c inner join source.space as s on s.city_id = c.city_id
        group by c.slug
        """))
    return try rows.reduce(into: [:]) { cities, row in
      cities[try row.get("slug")] = try row.get("ids", as: [Int64?].self).compactMap(\.self)
    }
  }

  /// What discovery lists of a city on each day: `price:units` by space.
  fileprivate func listings(_ city: String, days: Int) async throws -> [[Int64: String]] {
    var listings: [[Int64: String]] = []
    for ahead in 0..<days {
      var query = DiscoveryQuery(city: city, date: WorkerMarket.today.adding(days: ahead))
      query.limit = 100
      let rows = try await connection.discover(query, after: nil)?.rows ?? []
      listings.append(
        Dictionary(
          uniqueKeysWithValues: rows.map {
            ($0.place.tie, "\($0.item.priceMinor):\($0.item.units)")
          }))
    }
    return listings
  }
}
