import Calendars
import Dates
import Foundation
import Testing

struct ShippedCalendarTests {
  @Test func `no shipped calendar has an error or a warning`() {
    #expect(ShippedCalendars.library.diagnostics.filter { $0.severity != .note } == [])
    #expect(ShippedCalendars.library.ids.count > 100)
  }

  @Test func `every calendar resolves, twice to the same answers`() throws {
    let again = CalendarLibrary(files: ShippedCalendars.files.reversed())
    for id in ShippedCalendars.library.ids {
      let one = try ShippedCalendars.library.resolve(id)
      let two = try again.resolve(id)
      #expect(one.revision == two.revision, "\(id)")
      #expect(one.holidays(in: try years(2024, 2028)) == two.holidays(in: try years(2024, 2028)))
    }
  }

  @Test func `a window of one day is the slice of a wide window`() throws {
    for id in ShippedCalendars.library.ids where !id.hasPrefix("city/") {
      let calendar = try ShippedCalendars.library.resolve(id)
      let wide = calendar.holidays(in: try years(2019, 2031))
      for edge in ["2022-12-31", "2023-01-01", "2026-12-31", "2027-01-01", "2028-02-29"] {
        let day = try date(edge)
        let fresh = try ShippedCalendars.library.resolve(id)
        #expect(
          fresh.holidays(in: DateRange(first: day, days: 1)) == wide.filter { $0.date == day })
      }
    }
  }

  @Test func `no two observed days of a calendar fall on one date`() throws {
    for id in ShippedCalendars.library.ids {
      let calendar = try ShippedCalendars.library.resolve(id)
      let rows = calendar.holidays(in: try years(2000, 2060))
      let observed = rows.filter(\.observed)
      #expect(Set(observed.map(\.date)).count == observed.count, "\(id)")
      let actual = Set(rows.filter { !$0.observed && $0.category == .public }.map(\.date))
      #expect(observed.filter { actual.contains($0.date) && !isBetween($0) } == [], "\(id)")
    }
  }

  private func isBetween(_ row: Holiday) -> Bool { row.rule.hasPrefix("between") }

  @Test func `each city has a zone and the calendars of its country`() throws {
    for id in ShippedCalendars.library.ids where id.hasPrefix("city/") {
      let city = try ShippedCalendars.library.resolve(id)
      #expect(city.timeZone != nil)
      #expect(city.chain.count >= 2)
      #expect(city.holidays(of: 2026).count >= 7, "\(id)")
    }
  }

  @Test(arguments: [
    ("city/boston", "2027-04-19", "patriots-day"),
    ("city/bergamo", "2026-08-26", "saint-alexander"),
    ("city/quebec", "2029-06-25", "saint-jean-baptiste"),
    ("city/seattle", "2026-11-27", "native-american-heritage-day"),
    ("city/singapore", "2027-02-08", "chinese-new-year"),
    ("city/hong-kong", "2026-04-07", "ching-ming-festival"),
    ("city/madrid", "2026-05-15", "saint-isidore"),
    ("city/madrid", "2025-11-10", "almudena"),
    ("city/lisbon", "2026-06-13", "saint-anthony"),
    ("city/rome", "2026-06-29", "saints-peter-and-paul"),
    ("city/tokyo", "2026-09-22", "citizens-holiday"),
    ("city/seoul", "2025-05-06", "childrens-day"),
    ("city/edinburgh", "2027-01-04", "second-january"),
    ("city/dublin", "2027-02-01", "st-brigids-day"),
    ("city/auckland", "2027-02-01", "auckland-anniversary-day"),
  ])
  func `a city has its own and its country's holidays`(id: String, day: String, holiday: String)
    throws
  {
    let city = try ShippedCalendars.library.resolve(id)
    #expect(city.holidays(on: try date(day)).map(\.holidayID) == [holiday])
  }

  @Test func `an edit changes exactly the days that the difference names`() throws {
    let old = ShippedCalendars.library
    let edited = ShippedCalendars.files.map { file in
      file.path.hasSuffix("/gb.yml")
        ? SourceText(
          path: file.path,
          text: file.text.replacing(
            "  boxing-day:\n    date: 12-26", with: "  boxing-day:\n    date: 12-27"))
        : file
    }
    let new = CalendarLibrary(files: edited)
    let range = try years(2026, 2028)
    let difference = CalendarDifference(from: old, to: new, in: range)
    #expect(Set(difference.changes.map(\.calendar)).contains("city/london"))
    for id in old.ids {
      func days(_ library: CalendarLibrary) throws -> [LocalDate: [String]] {
        Dictionary(grouping: try library.resolve(id).holidays(in: range), by: \.date)
          .mapValues { $0.map { "\($0.holidayID) \($0.observed) \($0.rule) \($0.shift ?? "")" } }
      }
      let (before, after) = (try days(old), try days(new))
      let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
      let named = Set(difference.changes.filter { $0.calendar == id }.compactMap(\.date))
      #expect(changed == named, "\(id)")
    }
  }

  /// One of each key a file: what is done with a key depends on its name and its place alone.
  @Test(arguments: ShippedCalendars.files)
  func `a typing error in a key is caught at its line with a hint`(file: SourceText) throws {
    var keys: Set<String> = []
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.map(String.init).enumerated() {
      for key in ShippedCalendarTests.keys(in: line) {
        guard keys.insert(String(line[key])).inserted else { continue }
        try expectTypo(key, line: number + 1, of: file)
      }
    }
    #expect(keys.count >= 5)
  }

  /// The keys of the grammar in a line; ids, languages, dates and weekdays are data.
  private static func keys(in line: String) -> [Range<String.Index>] {
    let comment = line.firstIndex(of: "#") ?? line.endIndex
    return line[..<comment].ranges(of: /[a-z_]+(?=:( |$))/).filter { range in
      let key = line[range]
      let isNested = range.lowerBound > line.startIndex
      let before = isNested ? line[line.index(before: range.lowerBound)] : " "
      return names.contains(String(key)) && " {".contains(before)
    }
  }

  private static let names: Set<String> = [
    "schema", "id", "extends", "title", "time_zone", "weekend", "languages", "coverage", "source",
    "observed_rules", "defaults", "holidays", "working", "date", "weekday", "easter",
    "orthodox_easter", "dates", "rrule", "starts", "offset_from", "between", "name", "days",
    "since", "until", "every", "only_on", "not_on", "observed", "moved", "cancelled", "added",
    "category", "closes_at", "opens_at", "status", "open", "remove", "if", "use", "keep_actual",
    "shift", "holiday", "years", "from", "through", "on",
  ]

  private func expectTypo(
    _ key: Range<String.Index>, line number: Int, of file: SourceText
  ) throws {
    var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let line = lines[number - 1]
    let word = String(line[key])
    let typo = word.count > 2 ? String(word.prefix(2).reversed()) + word.dropFirst(2) : word + "q"
    lines[number - 1] = line.replacingCharacters(in: key, with: typo)
    let mutant = SourceText(path: file.path, text: lines.joined(separator: "\n"))
    let findings = CalendarLibrary(files: [mutant]).diagnostics
    let finding = findings.first { $0.code == "E010" && $0.location?.line == number }
    #expect(finding?.message == "unknown key '\(typo)'", "\(file.path):\(number) \(word)")
    #expect(finding?.hint == "did you mean '\(word)'?", "\(file.path):\(number) \(word)")
  }

  @Test func `the shipped schema is the one of the declarations, and each file names it`() throws {
    let path = ShippedCalendars.root.appending(path: CalendarSchema.path)
    let shipped = try String(contentsOf: path, encoding: .utf8)
    #expect(shipped == CalendarSchema.json.pretty)
    for file in ShippedCalendars.files {
      let up = file.path.contains("/city/") ? "../../" : "../"
      #expect(
        file.line(1)
          == "# yaml-language-server: $schema=\(up)schemas/calendar.schema.json", "\(file.path)")
    }
  }
}
