public import Dates

/// What an edit of calendars changes, day by day, as `almanac calendar diff` prints it.
public struct CalendarDifference: Sendable {
  /// One row of one calendar that is not the same before and after.
  public struct Change: Hashable, Sendable {
    /// The id of the calendar.
    public let calendar: String
    /// The row before; nil when it is new.
    public let before: Holiday?
    /// The row after; nil when it is gone.
    public let after: Holiday?

    /// The date of the row.
    public var date: LocalDate? { (after ?? before)?.date }
  }

  /// A date whose weekend or workday nature changed.
  public struct WorkdayChange: Hashable, Sendable {
    /// The id of the calendar.
    public let calendar: String
    /// The date.
    public let date: LocalDate
    /// Whether it was a weekend day.
    public let wasWeekend: Bool
    /// Whether it is a weekend day.
    public let isWeekend: Bool
  }

  /// Sorted by calendar, date, category and id.
  public let changes: [Change]
  /// Sorted by calendar and date.
  public let workdayChanges: [WorkdayChange]
  /// The calendars that one of the two libraries does not have or cannot resolve, sorted.
  public let missing: [String]

  /// What changes between two libraries in a range, over all calendars of either.
  ///
  /// Rows are compared by what people notice: everything but where the rule is written.
  public init(
    from old: CalendarLibrary, to new: CalendarLibrary, in range: DateRange,
    calendars: [String]? = nil
  ) {
    let ids = calendars ?? Set(old.ids).union(new.ids).sorted()
    var changes: [Change] = []
    var workdayChanges: [WorkdayChange] = []
    var missing: [String] = []
    for id in ids {
      let before = try? old.resolve(id)
      let after = try? new.resolve(id)
      if before == nil || after == nil { missing.append(id) }
      if let before, before.revision == after?.revision { continue }
      changes += CalendarDifference.changes(id, before, after, range)
      if let before, let after {
        workdayChanges += CalendarDifference.weekends(id, before, after, range)
      }
    }
    self.changes = changes
    self.workdayChanges = workdayChanges
    self.missing = missing
  }

  /// Whether nothing changes.
  public var isEmpty: Bool { changes.isEmpty && workdayChanges.isEmpty }

  private struct Key: Hashable {
    var date: LocalDate
    var id: String
  }

  private static func changes(
    _ id: String, _ before: ResolvedCalendar?, _ after: ResolvedCalendar?, _ range: DateRange
  ) -> [Change] {
    func rows(_ calendar: ResolvedCalendar?) -> [Key: Holiday] {
      let rows = calendar?.holidays(in: range) ?? []
      return Dictionary(
        rows.map { (Key(date: $0.date, id: $0.holidayID), $0) },
        uniquingKeysWith: { first, _ in first })
    }
    let old = rows(before)
    let new = rows(after)
    let found = Set(old.keys).union(new.keys).compactMap { key -> Change? in
      guard !isSame(old[key], new[key]) else { return nil }
      return Change(calendar: id, before: old[key], after: new[key])
    }
    return found.sorted { left, right in
      guard let left = left.after ?? left.before, let right = right.after ?? right.before else {
        return false
      }
      return left < right
    }
  }

  private static func isSame(_ old: Holiday?, _ new: Holiday?) -> Bool {
    guard var old, let new else { return false }
    old.origin = new.origin
    return old == new
  }

  private static func weekends(
    _ id: String, _ before: ResolvedCalendar, _ after: ResolvedCalendar, _ range: DateRange
  ) -> [WorkdayChange] {
    range.dates.compactMap { date in
      let was = before.isWeekend(date)
      let now = after.isWeekend(date)
      guard was != now else { return nil }
      return WorkdayChange(calendar: id, date: date, wasWeekend: was, isWeekend: now)
    }
  }
}
