import Dates

/// A holiday while the calendars of a chain are applied to it, one after the other.
struct HolidayDraft {
  /// What the calendars so far have said, the later over the earlier.
  var entry: HolidayEntry
  var facts: [HolidayFacts]
  /// The calendar whose date key holds.
  var ruleCalendar: String
  /// The category when no entry names one.
  var defaultCategory: HolidayCategory
  var observed: BoundObservedRules
  var coverage: DateBounds?
  var isRemoved = false

  /// Observed rules and the calendar that wrote them.
  struct BoundObservedRules {
    var name: String?
    var rules: [ObservedRule]
    var owner: String

    static func none(in calendar: String) -> BoundObservedRules {
      BoundObservedRules(name: nil, rules: [], owner: calendar)
    }
  }

  /// Lays what `child` says over what has been said.
  mutating func merge(_ child: HolidayEntry, of calendar: HolidayCalendar) {
    if let rule = child.rule {
      entry.rule = rule
      entry.tablePlaces = child.tablePlaces
      entry.days = nil
      ruleCalendar = calendar.id.value
      coverage = calendar.coverage?.value ?? coverage
      isRemoved = false
    }
    entry.id = child.id
    entry.name = child.name ?? entry.name
    entry.days = child.days ?? entry.days
    entry.since = child.since ?? entry.since
    entry.until = child.until ?? entry.until
    entry.every = child.every ?? entry.every
    entry.onlyOn = child.onlyOn ?? entry.onlyOn
    entry.notOn = child.notOn ?? entry.notOn
    entry.category = child.category ?? entry.category
    entry.closesAt = child.closesAt ?? entry.closesAt
    entry.opensAt = child.opensAt ?? entry.opensAt
    entry.status = child.status ?? entry.status
    entry.open = child.open ?? entry.open
    if child.remove?.value == false { isRemoved = false }
    let facts = HolidayFacts(child)
    if !facts.isEmpty { self.facts.append(facts) }
  }

  /// The holiday as it stands; nil without a rule.
  func resolved() -> ResolvedHoliday? {
    guard let rule = entry.rule else { return nil }
    var weekdays = entry.onlyOn?.value ?? .all
    if let notOn = entry.notOn?.value {
      weekdays = WeekdaySet(weekdays.weekdays.filter { !notOn.contains($0) })
    }
    return ResolvedHoliday(
      id: entry.id.value, calendarID: ruleCalendar, name: entry.name?.value, rule: rule.value,
      days: entry.days?.value ?? 1,
      bounds: DateBounds(from: entry.since?.value, through: entry.until?.value),
      every: entry.every?.value, weekdays: weekdays, observed: observed.rules,
      observedName: observed.name, facts: facts,
      category: entry.category?.value ?? defaultCategory, opensAt: entry.opensAt?.value,
      closesAt: entry.closesAt?.value, status: entry.status?.value, coverage: coverage,
      open: entry.open?.value ?? false, isRemoved: isRemoved, origin: rule.location,
      tableOrigins: tableOrigins(of: rule.value), tableStatuses: tableStatuses(of: rule.value))
  }

  private func tableStatuses(of rule: HolidayRule) -> [LocalDate: HolidayStatus] {
    guard case .dates(let table) = rule else { return [:] }
    let stated = table.compactMap { date in date.status.map { (date.on, $0) } }
    return Dictionary(stated, uniquingKeysWith: { first, _ in first })
  }

  private func tableOrigins(of rule: HolidayRule) -> [LocalDate: SourceLocation] {
    guard case .dates(let table) = rule else { return [:] }
    return Dictionary(
      zip(table.map(\.on), entry.tablePlaces), uniquingKeysWith: { first, _ in first })
  }
}
