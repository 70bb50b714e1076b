public import Dates

/// A calendar with its whole chain applied: holidays by date, and the days of the week on which
/// nobody works.
///
/// Two calendars resolved from the same text give equal answers and equal revisions.
public struct ResolvedCalendar: Sendable {
  /// The id.
  public let id: String
  /// The ids of the calendars that were applied, the calendar itself last.
  public let chain: [String]
  /// What people call it.
  public let title: LocalizedText?
  /// The IANA zone; nil where neither the calendar nor a parent has one.
  public let timeZone: String?
  /// The weekend.
  public let weekend: Weekend
  /// BCP 47 tags, the default first.
  public let languages: [String]
  /// What the authority has published; nil when that is not limited.
  public let coverage: DateBounds?
  /// Weekend days that are workdays.
  public let working: Set<LocalDate>
  /// All holidays, parents' first, each calendar's in file order.
  public let holidays: [ResolvedHoliday]
  private let years = YearCache()

  init(
    id: String, chain: [String], title: LocalizedText?, timeZone: String?, weekend: Weekend,
    languages: [String], coverage: DateBounds?, working: Set<LocalDate>,
    holidays: [ResolvedHoliday]
  ) {
    self.id = id
    self.chain = chain
    self.title = title
    self.timeZone = timeZone
    self.weekend = weekend
    self.languages = languages
    self.coverage = coverage
    self.working = working
    self.holidays = holidays
  }

  /// 32 hexadecimal digits that change whenever an answer may change, and not with comments,
  /// layout or line numbers; worked out each time, which takes as long as reading the file did.
  public var revision: String {
    Revision(
      timeZone: timeZone, weekend: weekend, languages: languages, working: working,
      holidays: holidays
    ).hexadecimal
  }

  /// The holidays of a range, sorted by date, category and id; one row a date and holiday.
  public func holidays(in range: DateRange) -> [Holiday] {
    (range.first.year...range.last.year).flatMap { holidays(of: $0) }
      .filter { range.contains($0.date) }
  }

  /// The holidays of a year, sorted by date, category and id.
  public func holidays(of year: Int) -> [Holiday] {
    years.rows(of: year) { evaluate(year) }
  }

  /// The holidays of a date, sorted by category and id.
  public func holidays(on date: LocalDate) -> [Holiday] {
    let rows = holidays(of: date.year)
    return Array(rows[rows.lowerBound(of: date)...].prefix { $0.date == date })
  }

  /// The weekend days in force on a date.
  public func weekend(on date: LocalDate) -> WeekdaySet { weekend.days(on: date) }

  /// Whether the date is a weekend day and has not been made a workday.
  public func isWeekend(_ date: LocalDate) -> Bool {
    weekend.contains(date) && !working.contains(date)
  }

  /// Whether people work on the date: no weekend day and no holiday that closes the whole day.
  public func isWorkday(_ date: LocalDate) -> Bool {
    !isWeekend(date) && !holidays(on: date).contains { $0.closes }
  }

  private func evaluate(_ year: Int) -> [Holiday] {
    guard let first = LocalDate(year: max(1, year - 1), month: 1, day: 1),
      let last = LocalDate(year: min(9999, year + 1), month: 12, day: 31),
      let range = DateRange(first: first, last: last)
    else { return [] }
    var rows: [RowKey: Holiday] = [:]
    for placement in Evaluation(of: self, in: range).placements where placement.date.year == year {
      let key = RowKey(date: placement.date, holiday: placement.holiday)
      if rows[key]?.observed ?? true { rows[key] = row(placement) }
    }
    return rows.values.sorted()
  }

  private struct RowKey: Hashable {
    var date: LocalDate
    var holiday: Int
  }

  private func row(_ placement: Placement) -> Holiday {
    let holiday = holidays[placement.holiday]
    let isPartial = holiday.opensAt != nil || holiday.closesAt != nil
    return Holiday(
      date: placement.date, holidayID: holiday.id,
      name: holiday.name?.text(in: languages) ?? holiday.id, names: holiday.name,
      category: holiday.category, observed: placement.observedBy != nil,
      actualDate: placement.actual.date, status: holiday.status(of: placement.actual),
      open: holiday.open, closes: !holiday.open && !isPartial && holiday.category.closesByDefault,
      opensAt: holiday.opensAt, closesAt: holiday.closesAt, calendarID: holiday.calendarID,
      rule: holiday.rule.description, shift: holiday.shift(of: placement),
      origin: placement.actual.ruleDate.flatMap { holiday.tableOrigins[$0] } ?? holiday.origin)
  }
}

extension ResolvedHoliday {
  func status(of actual: ActualDate) -> HolidayStatus {
    if let status = actual.status ?? status { return status }
    return coverage?.contains(actual.date) ?? true ? .confirmed : .estimated
  }

  func shift(of placement: Placement) -> String? {
    var parts: [String] = []
    switch placement.actual.cause {
    case .rule: break
    case .moved(let from): parts.append("moved from \(from)")
    case .added: parts.append("added")
    }
    if let rule = placement.observedBy {
      let name = observedName.map { "\($0): " } ?? ""
      let days = placement.actual.date.days(to: placement.date)
      parts.append("\(name)\(rule) (\(signed(days)))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension [Holiday] {
  /// The position of the first row that is not earlier than the date, in sorted rows.
  func lowerBound(of date: LocalDate) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].date < date { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
