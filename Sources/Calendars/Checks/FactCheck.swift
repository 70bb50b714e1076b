import Dates

/// Whether the single dates that a calendar moves, cancels and adds fit what its rules give.
struct FactCheck {
  private(set) var diagnostics: [Diagnostic] = []
  private let calendarID: String

  init(_ calendar: HolidayCalendar, resolved: ResolvedCalendar) {
    calendarID = calendar.id.value
    let entries = calendar.holidays.filter { entry in
      let hasFacts = !entry.moved.isEmpty || !entry.cancelled.isEmpty || !entry.added.isEmpty
      return hasFacts && entry.remove?.value != true
    }
    guard !entries.isEmpty else { return }
    let dates = ActualDates(resolved.holidays)
    for entry in entries {
      guard let index = dates.index(of: entry.id.value),
        !resolved.holidays[index].rule.needsActualDates
      else { continue }
      check(entry, at: index, against: dates)
    }
  }

  private mutating func check(_ entry: HolidayEntry, at index: Int, against dates: ActualDates) {
    func isHeld(_ date: LocalDate) -> Bool {
      !dates.datesBeforeLastFacts(of: index, in: DateRange(first: date, days: 1)).isEmpty
    }
    let id = entry.id.value
    for move in entry.moved {
      let from = move.key.value
      if !isHeld(from) {
        report(
          .error, .movedFromNowhere, at: move.key.location, id,
          "'\(id)' is not on \(from), from which it is moved",
          hint: nearest(to: from, of: index, dates))
      }
      if from.year != move.value.value.year {
        report(
          .warning, .movedToOtherYear, at: move.value.location, id,
          "'\(id)' is moved from \(from) into another year, to \(move.value.value)",
          hint: "check the year")
      }
    }
    let targets = Set(entry.moved.map(\.value.value))
    let sources = Set(entry.moved.map(\.key.value))
    for date in entry.cancelled
    where !targets.contains(date.value) && (!isHeld(date.value) || sources.contains(date.value)) {
      report(
        .warning, .cancelledNothing, at: date.location, id,
        "'\(id)' is not on \(date.value), on which it is cancelled",
        hint: nearest(to: date.value, of: index, dates))
    }
    let cancelled = Set(entry.cancelled.map(\.value))
    for date in entry.added
    where isHeld(date.value) && !sources.contains(date.value) && !cancelled.contains(date.value) {
      report(
        .warning, .addedNothing, at: date.location, id,
        "'\(id)' is on \(date.value) anyway, on which it is added", hint: "delete the date")
    }
  }

  private func nearest(to date: LocalDate, of index: Int, _ dates: ActualDates) -> String? {
    let window = DateRange(first: date.adding(days: -200), days: 401)
    let found = dates.datesBeforeLastFacts(of: index, in: window).map(\.date)
    let nearest = found.min { abs($0.days(to: date)) < abs($1.days(to: date)) }
    return nearest.map { "the nearest date of it is \($0)" }
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ code: CalendarCode, at location: SourceLocation,
    _ holiday: String, _ message: String, hint: String?
  ) {
    diagnostics.append(
      Diagnostic(
        severity, code, at: location, message, hint: hint, calendar: calendarID, holiday: holiday))
  }
}

extension HolidayRule {
  /// Whether the dates depend on where all other holidays are.
  var needsActualDates: Bool {
    if case .between = self { true } else { false }
  }
}
