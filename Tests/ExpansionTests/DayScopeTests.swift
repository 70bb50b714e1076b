import Calendars
import Discovery
import Testing

@testable import Expansion

@Suite struct DayScopeTests {
  private let text = """
    opening: {weekly: {mon-fri: 09:00-18:00, sat-sun: closed}}
    notice_days: 1
    prices: [{name: weekend, weekdays: [sat, sun], change: +10%}]
    capacity: [{name: half, dates: 12-24..12-26, factor: 50%}]
    add_ons: {catering: {weekdays: mon-fri}}
    layers:
      category:
        hall:
          opening: {weekly: {sat: 10:00-16:00}}
          holidays: {public: +15%}
          notice_days: 3
        desk:
          prices: [{name: late, weekdays: fri, add: -100}]
      venue:
        7:
          opening: {exceptions: {2026-12-23: closed}}
          capacity: [{name: full, dates: 2026-12-24, factor: 100%}]
      space:
        70:
          add_ons: {sauna: {dates: 12-01..12-23}}
    """

  private func scopes(_ date: String, places: LayeredPlaces = .all) throws -> [String: DayScope] {
    let city = try Fixture.city()
    let expander = Expander(
      job: try Fixture.job(text), calendars: Fixture.library(), cities: [city])
    let expanded = try expander.expand(
      city, dates: Fixture.range("2026-12-18..2026-12-31"), today: Fixture.date("2026-12-18"),
      places: places)
    let day = try #require(expanded.dated.first { "\($0.date)" == date }?.day)
    return Dictionary(uniqueKeysWithValues: day.scopes.map { ("\($0.kind) \($0.key)", $0) })
  }

  @Test func `a scope says what it decides and nothing else`() throws {
    let saturday = try scopes("2026-12-19")
    #expect(saturday["category hall"]?.status == .open)
    #expect(saturday["category hall"]?.hours?.description == "10:00-16:00")
    #expect(saturday["category desk"] == nil)
    #expect(saturday["venue 7"] == nil)
    #expect(try scopes("2026-12-28").keys.sorted() == ["space 70"])
  }

  @Test func `a scope's policy for a holiday decides over that of its city`() throws {
    let holiday = try #require(try scopes("2026-12-25")["category hall"])
    #expect(holiday.status == .open)
    #expect(holiday.hours?.description == "09:00-18:00")
    #expect(holiday.traces.contains { $0.subject == "holiday christmas-day" && $0.value == "+15%" })
    #expect(holiday.prices.map(\.name) == ["holiday christmas-day"])
    #expect(try Fixture.days(text, "2026-12-25..2026-12-25")["2026-12-25"]?.status == .closed)
  }

  @Test func `a scope's exception closes it`() throws {
    let venue = try #require(try scopes("2026-12-23")["venue 7"])
    #expect(venue.status == .closed)
    #expect(venue.closedReason == .closedException)
    #expect(venue.traces.first?.origin.layer == "venue 7")
    #expect(venue.traces.first?.overrode.map(\.value) == ["09:00-18:00"])
  }

  @Test func `notice of a scope is told where it can differ`() throws {
    #expect(try scopes("2026-12-18")["category hall"]?.isBelowNotice == true)
    #expect(try scopes("2026-12-20")["category hall"]?.isBelowNotice == true)
    #expect(try scopes("2026-12-21")["category hall"]?.isBelowNotice == nil)
  }

  @Test func `capacity and add-ons of a scope`() throws {
    #expect(try scopes("2026-12-24")["venue 7"]?.capacityFactor == 10_000)
    #expect(try scopes("2026-12-26")["space 70"]?.closedAddOns == ["catering", "sauna"])
    #expect(try scopes("2026-12-21")["space 70"]?.closedAddOns == [])
  }

  @Test func `price rules of a scope follow those of the day`() throws {
    #expect(try scopes("2026-12-18")["category desk"]?.prices.map(\.step.addMinor) == [-100])
  }

  @Test func `only the places of a city get scopes`() throws {
    let places = LayeredPlaces(categories: ["desk"], venues: [], spaces: [70])
    #expect(
      try scopes("2026-12-18", places: places).keys.sorted() == ["category desk", "space 70"])
  }

  @Test func `a scope that changes one date changes that day's hash alone`() throws {
    func hashes(_ text: String) throws -> [Int64] {
      let expanded = try Fixture.expand(text, "2026-12-18..2026-12-31")
      return expanded.dated.map(\.day.hash)
    }
    let before = try hashes(text)
    let after = try hashes(text.replacing("2026-12-23: closed", with: "2026-12-22: closed"))
    let changed = zip(before, after).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
    #expect(changed == [4, 5])
  }
}
