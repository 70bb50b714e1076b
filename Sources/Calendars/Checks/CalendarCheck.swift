public import Dates

/// What is worth knowing of calendars over a range of years, besides what is wrong with them at all
/// times.
public struct CalendarCheck: Sendable {
  /// How long before the data ends a window is warned of it, in days.
  public static let notice = 90

  /// The findings of the library and those of the range, sorted.
  public private(set) var diagnostics: [Diagnostic]

  /// The findings about calendars of a library that are of use in `range`; about all of them unless
  /// `used` names those whose range is of interest.
  public init(_ library: CalendarLibrary, in range: DateRange, used: Set<String>? = nil) {
    diagnostics = library.diagnostics
    for id in library.ids where used?.contains(id) ?? true {
      guard let calendar = library.calendars[id], let resolved = try? library.resolve(id) else {
        continue
      }
      let own = Set(calendar.holidays.map(\.id.value))
      checkCoverage(of: calendar, range)
      checkTables(of: calendar, resolved, range)
      checkFifthWeekdays(of: calendar, range)
      checkRows(of: resolved, own: own, range)
    }
    diagnostics = Set(diagnostics).sorted()
  }

  private mutating func checkCoverage(of calendar: HolidayCalendar, _ range: DateRange) {
    guard let coverage = calendar.coverage, let through = coverage.value.through,
      range.last.adding(days: CalendarCheck.notice) > through
    else { return }
    report(
      .warning, .coverageEnds, at: coverage.location, calendar.id.value, nil,
      "what the authority has published ends on \(through); \(range) is asked for",
      hint: "add what has been published since, and set 'through'")
  }

  /// Tables that go on year by year and stop before the range does.
  private mutating func checkTables(
    of calendar: HolidayCalendar, _ resolved: ResolvedCalendar, _ range: DateRange
  ) {
    let ends = Dictionary(
      resolved.holidays.map { ($0.id, $0.bounds.through) }, uniquingKeysWith: { first, _ in first })
    for entry in calendar.holidays {
      guard let rule = entry.rule, case .dates(let table) = rule.value else { continue }
      let dates = table.map(\.on).sorted()
      let end = min(range.last, (ends[entry.id.value] ?? nil) ?? range.last)
      guard CalendarCheck.isYearly(dates), let last = dates.last,
        last.days(to: end) > 366 + 30 - CalendarCheck.notice
      else { continue }
      report(
        .warning, .tableEnds, at: entry.tablePlaces.last ?? rule.location, calendar.id.value,
        entry.id.value, "the table ends on \(last); \(range) is asked for",
        hint: "'almanac calendar propose' prints estimated dates")
    }
  }

  /// Whether the dates are those of a feast that comes once a year, by the sun or by the moon, be
  /// it for several days; days given by decree come as they please.
  private static func isYearly(_ dates: [LocalDate]) -> Bool {
    let starts =
      dates.prefix(1) + zip(dates, dates.dropFirst()).filter { $0.days(to: $1) > 40 }.map(\.1)
    return starts.count >= 3
      && zip(starts, starts.dropFirst()).allSatisfy { (300...400).contains($0.days(to: $1)) }
  }

  private mutating func checkFifthWeekdays(of calendar: HolidayCalendar, _ range: DateRange) {
    for entry in calendar.holidays {
      guard let rule = entry.rule, case .weekday(let phrase) = rule.value,
        case .ofMonth(.nth(5), _, _) = phrase
      else { continue }
      let years = (range.first.year...range.last.year).filter { phrase.date(in: $0) == nil }
      guard !years.isEmpty else { continue }
      report(
        .note, .fifthWeekday, at: rule.location, calendar.id.value, entry.id.value,
        "there is no \(phrase) in \(years.map(String.init).joined(separator: ", "))",
        hint: "'last' exists in every year")
    }
  }

  private mutating func checkRows(
    of calendar: ResolvedCalendar, own: Set<String>, _ range: DateRange
  ) {
    let rows = calendar.holidays(in: range)
    for row in rows where row.observed && own.contains(row.holidayID) {
      guard abs(row.actualDate.days(to: row.date)) > 7 else { continue }
      report(
        .warning, .observedFarOff, at: row.origin, row.calendarID, row.holidayID,
        "'\(row.holidayID)' of \(row.actualDate) is observed on \(row.date), more than a week off",
        hint: "see which days were taken with 'almanac calendar show'")
    }
    for (row, next) in zip(rows, rows.dropFirst())
    where row.date == next.date && row.category == next.category
      && (own.contains(row.holidayID) || own.contains(next.holidayID))
    {
      report(
        .note, .sameDay, at: next.origin, calendar.id, next.holidayID,
        "'\(row.holidayID)' and '\(next.holidayID)' are both on \(row.date)", hint: nil)
    }
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ code: CalendarCode, at location: SourceLocation,
    _ calendar: String, _ holiday: String?, _ message: String, hint: String?
  ) {
    diagnostics.append(
      Diagnostic(
        severity, code, at: location, message, hint: hint, calendar: calendar, holiday: holiday))
  }
}
