import Calendars
import Dates
import Testing

@Suite(.enabled(if: RecurrenceOracle.folder != nil))
struct RecurrenceOracleTests {
  @Test func `every conformance case gives exactly the expected dates`() throws {
    let cases = try RecurrenceOracle.cases("rrule_cases")
    #expect(cases.count > 300)
    for item in cases {
      let dates = try RecurrenceOracle.expand(item.rrule, from: item.dtstart)
      #expect(dates == item.expected, "\(item.id) \(item.rrule) from \(item.dtstart)")
    }
  }

  @Test func `disputed cases follow the recommendation`() throws {
    let cases = try RecurrenceOracle.cases("rrule_disputed")
    #expect(!cases.isEmpty)
    for item in cases {
      let dates = try RecurrenceOracle.expand(item.rrule, from: item.dtstart)
      let recommended = try #require(item.recommended)
      #expect(
        Array(dates.prefix(recommended.count)) == recommended,
        "\(item.id) \(item.rrule) from \(item.dtstart)")
    }
  }

  @Test func `ambiguous cases follow the choices documented on RecurrenceRule`() throws {
    let cases = try RecurrenceOracle.cases("rrule_ambiguous")
    #expect(!cases.isEmpty)
    for item in cases {
      let dates = try RecurrenceOracle.expand(item.rrule, from: item.dtstart)
      #expect(dates == item.expected, "\(item.id) \(item.rrule) from \(item.dtstart)")
    }
  }

  @Test func `invalid rules are refused or accepted with a warning as classified`() throws {
    let cases = try RecurrenceOracle.cases("rrule_invalid")
    #expect(!cases.isEmpty)
    for item in cases {
      var text = item.rrule
      if text.hasSuffix("…(15016 characters)") {
        text = "FREQ=DAILY;BYDAY=" + Array(repeating: "MO", count: 5000).joined(separator: ",")
      }
      var warnings: [RecurrenceWarning] = []
      let verdict: String
      do {
        _ = try RecurrenceRule(parsing: text, for: .date, warnings: &warnings)
        verdict = warnings.isEmpty ? "accept" : "warn"
      } catch {
        verdict = "error"
      }
      #expect(verdict == item.recommend, "\(item.id) \(item.rrule)")
    }
  }

  @Test func `a window gives the same dates as the whole rule cut to it`() throws {
    for item in try RecurrenceOracle.cases("rrule_cases") {
      guard let all = item.expected, let middle = all.dropFirst(all.count / 2).first,
        let last = all.last, let window = DateRange(first: middle, last: last)
      else { continue }
      let rule = try RecurrenceRule(parsing: item.rrule)
      let dates = rule.occurrences(starting: item.dtstart, in: window).dates
      #expect(dates == all.filter(window.contains), "\(item.id) \(item.rrule)")
    }
  }
}
