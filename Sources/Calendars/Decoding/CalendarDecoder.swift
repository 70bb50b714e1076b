import Dates
import Foundation

/// What one calendar file says, and everything that is wrong with it on its own.
struct CalendarDecoder {
  private(set) var calendar: HolidayCalendar?
  private(set) var diagnostics: [Diagnostic]
  private var calendarID = ""
  private var language = "und"

  init(_ source: SourceText) {
    let outcome = source.read(as: CalendarDeclaration.shape)
    diagnostics = outcome.diagnostics
    guard let written = outcome.value, let id = written.id else { return }
    calendarID = id.value
    language = written.languages?.value.first?.value ?? "und"
    assignOwners(written)
    calendar = calendar(written, id: id)
    diagnostics.sort()
  }

  /// Tells the findings of the reading which calendar and holiday they concern.
  private mutating func assignOwners(_ written: WrittenCalendar) {
    let holidays = written.holidays?.value ?? []
    for index in diagnostics.indices {
      diagnostics[index].calendar = calendarID
      guard let location = diagnostics[index].location else { continue }
      let after = [written.working?.location, written.defaults?.location]
        .compactMap { $0 }.filter { $0 > (written.holidays?.location ?? $0) }
      guard !after.contains(where: { $0 <= location }) else { continue }
      diagnostics[index].holiday = CalendarDecoder.holiday(at: location, among: holidays)
    }
  }

  /// The last holiday that begins no later than a place; `holidays` are in file order.
  private static func holiday(
    at location: SourceLocation, among holidays: [PlacedEntry<String, Attempt<WrittenHoliday>>]
  ) -> String? {
    var low = 0
    var high = holidays.count
    while low < high {
      let middle = (low + high) / 2
      if holidays[middle].key.location <= location { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : holidays[low - 1].key.value
  }

  private mutating func calendar(_ written: WrittenCalendar, id: Placed<String>) -> HolidayCalendar
  {
    var calendar = HolidayCalendar(id: id)
    if let schema = written.schema, schema.value != 1 {
      report(
        .error, .unknownSchema, at: schema.location, "the grammar has no version \(schema.value)",
        hint: "write schema: 1")
    }
    calendar.parents = written.extends?.value ?? []
    calendar.feeds = written.feeds?.value ?? []
    calendar.title = written.title?.value.localized(language)
    calendar.timeZone = written.timeZone
    if let zone = written.timeZone { check(zone: zone) }
    calendar.weekend = written.weekend
    if let weekend = written.weekend { check(weekend) }
    calendar.languages = (written.languages?.value ?? []).map(\.value)
    calendar.coverage = written.coverage?.map(\.bounds)
    if let coverage = written.coverage {
      checkOrder(coverage.value.from, coverage.value.through, "coverage", holiday: nil)
    }
    calendar.sources = (written.source?.value ?? []).map(\.value)
    for entry in written.observedRules?.value ?? [] {
      let rules = entry.value.value.compactMap { observedRule($0, holiday: nil) }
      calendar.observedRules.append(HolidayCalendar.NamedRule(name: entry.key, rules: rules))
      if entry.key.value == "none" {
        report(
          .error, .keysDisagree, at: entry.key.location, "no rule can be named 'none'",
          hint: "'observed: none' means that there is no observed day")
      }
    }
    calendar.defaults.category = written.defaults?.value.category?.value
    calendar.defaults.observed = written.defaults?.value.observed.map { observed($0, holiday: nil) }
    calendar.working = written.working?.value ?? []
    calendar.holidays = (written.holidays?.value ?? []).map { entry($0) }
    return calendar
  }

  private mutating func entry(_ written: PlacedEntry<String, Attempt<WrittenHoliday>>)
    -> HolidayEntry
  {
    let id = written.key
    var entry = HolidayEntry(id: id)
    guard let holiday = written.value.value.value else {
      entry.isFlawed = true
      return entry
    }
    setRule(of: &entry, from: holiday)
    entry.isFlawed = written.value.value.isFlawed || holiday.rrule != nil && holiday.starts == nil
    entry.name = holiday.name.flatMap { name in
      name.value.localized(language).map { Placed($0, at: name.location) }
    }
    entry.days = holiday.days
    entry.since = holiday.since
    entry.until = holiday.until
    checkOrder(holiday.since, holiday.until, "since", holiday: id.value)
    entry.every = holiday.every.flatMap { cycle in
      guard let years = cycle.value.years, let from = cycle.value.from else { return nil }
      return Placed(YearCycle(years: years.value, from: from.value), at: cycle.location)
    }
    entry.onlyOn = holiday.onlyOn
    entry.notOn = holiday.notOn
    entry.observed = holiday.observed.map { observed($0, holiday: id.value) }
    entry.moved = holiday.moved?.value ?? []
    entry.cancelled = holiday.cancelled?.value ?? []
    entry.added = holiday.added?.value ?? []
    entry.category = holiday.category
    entry.closesAt = holiday.closesAt
    entry.opensAt = holiday.opensAt
    entry.status = holiday.status
    entry.open = holiday.open
    entry.remove = holiday.remove
    check(entry)
    return entry
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: CalendarCode, at location: SourceLocation,
    _ message: String, hint: String?, holiday: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        severity, code, at: location, message, hint: hint, calendar: calendarID, holiday: holiday))
  }
}

extension CalendarDecoder {
  private mutating func observed(_ written: Placed<WrittenObserved>, holiday: String?)
    -> Placed<ObservedChoice>
  {
    let choice: ObservedChoice
    switch written.value {
    case .name("none"): choice = .none
    case .name(let name): choice = .named(name)
    case .rules(let rules): choice = .rules(rules.compactMap { observedRule($0, holiday: holiday) })
    }
    return Placed(choice, at: written.location)
  }

  private mutating func observedRule(
    _ written: Placed<Attempt<WrittenObservedRule>>, holiday: String?
  )
    -> ObservedRule?
  {
    guard let rule = written.value.value else { return nil }
    checkOrder(rule.since, rule.until, "since", holiday: holiday)
    let bounds = DateBounds(from: rule.since?.value, through: rule.until?.value)
    let keepActual = rule.keepActual?.value ?? false
    switch (rule.condition, rule.use, rule.shift) {
    case (nil, nil, let shift?):
      let days = Dictionary(
        shift.value.map { ($0.key.value, $0.value.value) }, uniquingKeysWith: { $1 })
      return ObservedRule(.shift(days), keepActual: keepActual, bounds: bounds)
    case (let condition?, let use?, nil):
      guard let use = use.value.value else { return nil }
      return ObservedRule(
        .use(use, if: condition.value.weekdays, overlap: condition.value.overlap),
        keepActual: keepActual, bounds: bounds)
    default:
      guard !written.value.isFlawed else { return nil }
      report(
        .error, .keysDisagree, at: written.location,
        "an observed rule has either 'if' and 'use', or 'shift'",
        hint: "write {if: [sat, sun], use: next_free_weekday, keep_actual: true}", holiday: holiday)
      return nil
    }
  }

  private mutating func checkOrder(
    _ from: Placed<LocalDate>?, _ through: Placed<LocalDate>?, _ what: String, holiday: String?
  ) {
    guard let from, let through, from.value > through.value else { return }
    report(
      .error, .sinceAfterUntil, at: from.location,
      "\(what) starts on \(from.value), after its end on \(through.value)",
      hint: "exchange the two dates", holiday: holiday)
  }

  private mutating func check(zone: Placed<String>) {
    guard !TimeZoneNames.isKnown(zone.value) else { return }
    report(
      .error, .unknownZone, at: zone.location, "there is no time zone '\(zone.value)'",
      hint: TimeZoneNames.hint(for: zone.value))
  }

  private mutating func check(_ weekend: Placed<Weekend>) {
    let periods = weekend.value.periods
    for period in periods {
      if let from = period.bounds.from, let through = period.bounds.through, from > through {
        report(
          .error, .sinceAfterUntil, at: weekend.location,
          "a weekend starts on \(from), after its end on \(through)", hint: "exchange the two")
      }
    }
    let sorted = periods.sorted {
      ($0.bounds.from ?? .distantPast) < ($1.bounds.from ?? .distantPast)
    }
    for (period, next) in zip(sorted, sorted.dropFirst()) {
      let end = period.bounds.through
      guard end?.adding(days: 1) != next.bounds.from else { continue }
      report(
        .warning, .weekendGap, at: weekend.location,
        "the weekends \(period.bounds) and \(next.bounds) do not adjoin",
        hint: "let each period start on the day after the one before ends")
    }
  }
}

extension LocalDate {
  static let distantPast = LocalDate(dayNumber: -1_000_000)
}
