import Dates
@testable import Discovery
import Testing

/// What is made of facts, without a database.
@Suite struct ExplanationTests {
  private static let date = LocalDate(dayNumber: 20_820)
  private static let origin = DayOrigin(layer: "job", file: "Jobs/a.yml", line: 9)

  private static func facts(
    _ change: (inout SpaceFacts, inout SpaceCell, inout DayLayer) -> Void = { _, _, _ in }
  ) -> SpaceFacts {
    let instant = Instant(microseconds: 0)
    let addOns = [("sauna", 1), ("wifi", 0)].compactMap { name, bit in
      AddOnMask(bit: bit).map {
        SpaceCard.AddOn(mask: $0, addOn: name, name: name, priceMinor: nil)
      }
    }
    var facts = SpaceFacts(
      spaceID: 7, city: "lisbon", currency: "EUR", date: date,
      card: SpaceCard(
        fragment: Array(#"{"space_id":"7""#.utf8), attributes: [], venue: [], name: "Room",
        venueName: "Baixa", category: "hall", addOns: addOns, capacity: 9, units: 3,
        basePriceMinor: 1000, position: ScaledPosition(x: 1 << 30, y: 0, z: 0), inactiveReason: nil,
        isOfTime: true),
      cell: nil, offers: [], rank: 21)
    var day = DayLayer(scope: .city)
    day.isOpen = true
    day.capacityFactor = 5000
    day.traces = [
      DayLayer.Trace(subject: "hours", value: "09:00-18:00", origin: origin),
      DayLayer.Trace(subject: "notice_days", value: "2", origin: origin),
    ]
    day.rules = [
      DayPriceRule(name: "peak", step: PriceStep(basisPoints: 12_500), origin: origin),
      DayPriceRule(name: "off", step: PriceStep(addMinor: -50), origin: origin),
    ]
    var cell = SpaceCell(
      freshness: Freshness(generation: 4, builtAt: instant, inputsAsOf: instant),
      checkedAsOf: instant, isLive: true, today: date.adding(days: -5), holiday: nil,
      day: SpaceDay([]), overrideMinor: nil, excludedReason: nil, listing: nil)
    change(&facts, &cell, &day)
    cell.day = SpaceDay([day])
    facts.cell = cell
    return facts
  }

  private static let listing = SpaceCell.Listing(
    priceMinor: 1200, capacity: 4, units: 2, addOns: AddOnMask(rawValue: 1))

  private func query(_ text: String = "") throws -> DiscoveryQuery {
    try DiscoveryQuery(QueryString("city=lisbon&date=\(Self.date)&\(text)"))
  }

  @Test func `a listed space passes every condition, with what was found and where`() throws {
    let facts = Self.facts { _, cell, _ in cell.listing = Self.listing }
    let explanation = try #require(Explanation(facts, query: query("limit=10")))
    #expect(explanation.isIncluded && explanation.reason == nil)
    #expect(explanation.rank == 21 && explanation.page == 3)
    #expect(explanation.steps.allSatisfy { $0.passed == true })
    #expect(
      explanation.steps.map { "\($0.step): \($0.detail) <\($0.origin ?? "")>" } == [
        "in-catalogue: Room, hall, of Baixa <>", "not-withdrawn: not taken out by hand <>",
        "space-active: the source says that the space is active <>",
        "venue-active: the source says that the venue is active <>",
        "open: lisbon on 2027-01-02: open, 09:00-18:00 <Jobs/a.yml:9>",
        "notice: 5 days after 2026-12-28; notice is 2 days <Jobs/a.yml:9>",
        "units-free: 2 of 3 free <>", "priced: base 1000, price 1200 minor units of EUR <>",
        "price peak: 1000 -> 1250: 12500 basis points <Jobs/a.yml:9>",
        "price off: 1250 -> 1200: -50 minor units <Jobs/a.yml:9>",
      ])
  }

  @Test(arguments: ExclusionReason.allCases)
  func `the stored reason fails its step, and those before it hold`(
    reason: ExclusionReason
  ) throws {
    let facts = Self.facts { _, cell, _ in cell.excludedReason = reason }
    let explanation = try #require(Explanation(facts, query: query()))
    #expect(!explanation.isIncluded && explanation.reason == reason.name)
    #expect(explanation.rank == nil && explanation.page == nil)
    let failed = explanation.steps.filter { $0.passed == false }
    // No build leaves a space out for not being selected: such a space has no step.
    #expect(failed.count == (reason == .notSelected ? 0 : 1), "\(failed)")
    let before = explanation.steps.prefix { $0.passed != false }
    #expect(before.allSatisfy { $0.passed == true || reason == .notSelected })
  }

  @Test func `a closed city's reason is the space's own, or else the day's`() throws {
    let closed = Self.facts { _, _, day in
      day.isOpen = false
      day.closedReason = .closedHoliday
    }
    #expect(Explanation(closed, query: try query())?.reason == "closed-holiday")
    #expect(closed.composition == nil)
    let inactive = Self.facts { facts, _, day in
      day.isOpen = false
      day.closedReason = .closedWeekly
      facts.card.inactiveReason = .spaceInactive
    }
    let explanation = try #require(Explanation(inactive, query: query()))
    #expect(explanation.reason == "space-inactive")
    #expect(
      explanation.steps.filter { $0.passed == false }.map(\.step) == ["space-active", "open"])
    #expect(
      explanation.steps.filter { $0.passed == nil }.map(\.step) == ["venue-active", "units-free"])
  }

  @Test func `an open cell that does not know the space says so`() throws {
    let explanation = try #require(Explanation(Self.facts(), query: query()))
    #expect(explanation.reason == "not-in-catalogue")
    #expect(explanation.steps.first?.passed == false)
  }

  @Test(arguments: [
    ("category=desk,room", "category", "wanted desk or room, is hall"),
    ("capacity_min=5", "capacity_min", "wanted at least 5, is 4"),
    ("capacity_max=3", "capacity_max", "wanted at most 3, is 4"),
    ("add_ons=wifi,sauna", "add_ons", "wanted sauna and wifi, lacks sauna"),
    ("price_min=1201", "price_min", "wanted at least 1201, is 1200"),
    ("price_max=1199", "price_max", "wanted at most 1199, is 1200"),
    ("near=0,1&radius_km=1", "radius_km", "wanted within 1000 m, is 111195 m away"),
  ])
  func `a filter that fails is the reason of a listed space`(
    text: String, step: String, detail: String
  ) throws {
    let facts = Self.facts { _, cell, _ in cell.listing = Self.listing }
    let explanation = try #require(Explanation(facts, query: query(text)))
    #expect(!explanation.isIncluded && explanation.reason == "filter-\(step)")
    let found = try #require(explanation.steps.last)
    #expect(found == Explanation.Step(step, false, detail))
  }

  @Test func `a filter that holds is told too`() throws {
    let facts = Self.facts { _, cell, _ in cell.listing = Self.listing }
    let text = "category=hall&capacity_min=4&capacity_max=4&add_ons=wifi&price_max=1200"
    let explanation = try #require(Explanation(facts, query: query(text)))
    #expect(explanation.isIncluded)
    #expect(
      explanation.steps.suffix(5).map(\.step) == [
        "category", "capacity_min", "capacity_max", "add_ons", "price_max",
      ])
    #expect(explanation.steps.allSatisfy { $0.passed == true })
  }

  @Test func `the most specific layer decides, and price rules add up`() {
    var (city, venue, space) = (
      DayLayer(scope: .city), DayLayer(scope: .venue), DayLayer(scope: .space)
    )
    city.isOpen = true
    city.isBelowNotice = true
    city.opensAt = "09:00"
    city.closesAt = "18:00"
    venue.isOpen = false
    venue.closedReason = .closedException
    venue.isBelowNotice = false
    space.isOpen = true
    for (index, layer) in [city, venue, space].enumerated() {
      #expect(layer.rules.isEmpty, "\(index)")
    }
    #expect(SpaceDay([city, venue]).closedReason == .closedException)
    #expect(SpaceDay([city, venue, space]).closedReason == nil)
    #expect(!SpaceDay([city, venue]).isBelowNotice)
    #expect(SpaceDay([city]).hours?.closesAt == "18:00")
    #expect(SpaceDay([city, venue, space]).hours == nil)
  }

  @Test func `steps that no longer lead to the price are not told`() throws {
    let facts = Self.facts { facts, cell, _ in
      cell.listing = Self.listing
      facts.card.basePriceMinor = 2000
    }
    #expect(facts.composition?.amountMinor == 1200)
    #expect(facts.composition?.steps == [])
    let explanation = try #require(Explanation(facts, query: query("price_max=1200")))
    #expect(explanation.isIncluded)
    #expect(
      explanation.steps.first { $0.step == "priced" }?.detail
        == "no base price known, price 1200 minor units of EUR")
  }

  @Test func `an explanation is a JSON document`() throws {
    let facts = Self.facts { _, cell, _ in cell.excludedReason = .noPrice }
    let explanation = try #require(Explanation(facts, query: query()))
    let text = String(decoding: explanation.encoded(of: facts), as: UTF8.self)
    #expect(
      text.hasPrefix(
        #"{"city":"lisbon","date":"2027-01-02","space_id":"7","included":false,"#
          + #""reason":"no-price","steps":[{"step":"in-catalogue","passed":true,"#))
    #expect(
      text.hasSuffix(
        #""rank":null,"page":null,"freshness":{"generation":4,"#
          + #""built_at":"1970-01-01T00:00:00Z","inputs_as_of":"1970-01-01T00:00:00Z"}}"#))
  }
}
