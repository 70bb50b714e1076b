import Dates
import Testing

@testable import Calendars

struct CalendarPropertyTests {
  /// A calendar of a dozen holidays with rules of every kind, the same for the same seed.
  private static func text(seed: UInt64) -> String {
    var random = Generator(state: seed)
    let uses = ObservedRule.Use.allCases.map(\.rawValue)
    var lines = ["id: A", "weekend: [\(random.pick(["sat, sun", "fri, sat", "sun"]))]"]
    lines.append("observed_rules:")
    for name in ["r0", "r1"] {
      let condition = random.pick(["sat", "sat, sun", "sun", "sat, sun, holiday", "tue, holiday"])
      let keeps = random.pick(["true", "false"])
      lines.append(
        "  \(name): {if: [\(condition)], use: \(random.pick(uses)), keep_actual: \(keeps)}")
    }
    lines.append("  r2: {shift: {sat: -1, sun: +1, wed: -2}, keep_actual: true}")
    lines.append("holidays:")
    for number in 0..<12 {
      let days = random.pick(["", ", days: 2", ", days: 5"])
      let observed = random.pick(["none", "r0", "r1", "r2"])
      let category = random.pick(["public", "public", "public", "bank"])
      lines.append(
        "  h\(number): {\(rule(&random, number))\(days), observed: \(observed), category: \(category)}"
      )
    }
    lines.append("  gap: {between: public}")
    return lines.joined(separator: "\n")
  }

  private static func rule(_ random: inout Generator, _ number: Int) -> String {
    let day = ["12-24", "12-25", "12-26", "12-30", "12-31", "01-01", "01-02", "02-29", "05-01"]
    switch random.below(number == 0 ? 4 : 5) {
    case 0, 1: return "date: \(random.pick(day))"
    case 2: return "weekday: \(random.pick(["last friday of december", "1st monday of january"]))"
    case 3: return "easter: \(Int(random.below(120)) - 60)"
    default: return "offset_from: {holiday: h\(number - 1), days: \(Int(random.below(9)) - 4)}"
    }
  }

  private static func calendar(_ seed: UInt64) throws -> ResolvedCalendar {
    try library(text(seed: seed)).resolve("A")
  }

  @Test(arguments: 1...60)
  func `no observed day lies on another or on a public holiday that stays`(seed: UInt64) throws {
    let calendar = try CalendarPropertyTests.calendar(seed)
    let rows = calendar.holidays(in: try years(2015, 2035))
    let observed = rows.filter(\.observed)
    #expect(Set(observed.map(\.date)).count == observed.count)
    let actual = Set(
      rows.filter { !$0.observed && $0.category == .public && $0.holidayID != "gap" }.map(\.date))
    #expect(observed.filter { actual.contains($0.date) } == [])
    #expect(Set(rows.map { "\($0.date) \($0.holidayID)" }).count == rows.count)
    #expect(rows == rows.sorted())
  }

  @Test(arguments: 1...60)
  func `a year has the rows that it has among its neighbours`(seed: UInt64) throws {
    let calendar = try CalendarPropertyTests.calendar(seed)
    let wide = Evaluation(of: calendar, in: try years(2010, 2040)).placements
    for year in 2015...2030 {
      let expected = wide.filter { $0.date.year == year }
        .map { "\($0.date) \(calendar.holidays[$0.holiday].id)" }
      let found = calendar.holidays(of: year).map { "\($0.date) \($0.holidayID)" }
      #expect(Set(found) == Set(expected), "\(year)")
    }
  }

  @Test(arguments: 1...20)
  func `the difference of two calendars names exactly the days that differ`(seed: UInt64) throws {
    let old = library(CalendarPropertyTests.text(seed: seed))
    let new = library(CalendarPropertyTests.text(seed: seed + 1000))
    let range = try years(2024, 2026)
    func rows(_ library: CalendarLibrary) throws -> Set<String> {
      Set(
        try library.resolve("A").holidays(in: range).map {
          "\($0.date) \($0.holidayID) \($0.observed) \($0.actualDate) \($0.category) \($0.rule) "
            + "\($0.shift ?? "")"
        })
    }
    let changed = try rows(old).symmetricDifference(rows(new)).map { String($0.prefix(10)) }
    let difference = CalendarDifference(from: old, to: new, in: range)
    #expect(Set(difference.changes.compactMap { $0.date?.description }) == Set(changed))
  }
}

/// SplitMix64.
private struct Generator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> UInt64 { next() % UInt64(bound) }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(below(elements.count))]
  }
}
