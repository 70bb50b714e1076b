import Dates

/// The fold of a chain of calendars to one list of holidays.
///
/// Each calendar is applied once, parents first and parents of one child left to right, so a
/// shared ancestor never undoes what a nearer parent says. An entry of the same id is merged field
/// by field; its date key replaces the date key and the `days` before it; facts add up, the later
/// calendar's last. A calendar that redefines an observed rule or states its coverage does so for
/// the holidays of its ancestors too, and for no others.
struct Composition {
  /// After this many findings no more hints are looked for.
  static let hintLimit = 200

  let chain: CalendarChain
  var drafts: [HolidayDraft] = []
  var indexes: [String: Int] = [:]
  var diagnostics: [Diagnostic] = []

  init(_ chain: CalendarChain) {
    self.chain = chain
    for calendar in chain.calendars { apply(calendar) }
    checkOffsets()
    checkZone()
  }

  /// The calendar at the end of the chain; nil for an empty chain.
  func resolved() -> ResolvedCalendar? {
    guard let calendar = chain.calendars.last else { return nil }
    let chained = chain.calendars
    return ResolvedCalendar(
      id: calendar.id.value, chain: chained.map(\.id.value), title: calendar.title,
      timeZone: chained.last { $0.timeZone != nil }?.timeZone?.value,
      weekend: chained.last { $0.weekend != nil }?.weekend?.value ?? .saturdayAndSunday,
      languages: chained.last { !$0.languages.isEmpty }?.languages ?? [],
      coverage: chained.last { $0.coverage != nil }?.coverage?.value,
      working: Set(chained.flatMap { $0.working.map(\.value) }),
      holidays: drafts.compactMap { $0.resolved() })
  }

  private func ancestors(of calendar: HolidayCalendar) -> Set<String> {
    chain.ancestors[calendar.id.value] ?? []
  }

  private mutating func apply(_ calendar: HolidayCalendar) {
    let ancestors = ancestors(of: calendar)
    for index in drafts.indices where ancestors.contains(drafts[index].ruleCalendar) {
      if let coverage = calendar.coverage { drafts[index].coverage = coverage.value }
    }
    for index in drafts.indices where ancestors.contains(drafts[index].observed.owner) {
      guard let name = drafts[index].observed.name, let rules = calendar.rules(named: name)
      else { continue }
      drafts[index].observed.rules = rules
      drafts[index].observed.owner = calendar.id.value
    }
    for entry in calendar.holidays { apply(entry, of: calendar, ancestors) }
  }

  private mutating func apply(
    _ entry: HolidayEntry, of calendar: HolidayCalendar, _ ancestors: Set<String>
  ) {
    let index = indexes[entry.id.value]
    let isInherited = index.map { isKnown($0, to: calendar, ancestors) } ?? false
    guard isInherited || !reportOrphan(entry, of: calendar, ancestors) else { return }
    if entry.remove?.value == true {
      if let index { drafts[index].isRemoved = true }
    } else if let index {
      if !isInherited { reportDisagreement(drafts[index], entry, of: calendar) }
      drafts[index].merge(entry, of: calendar)
      bindObserved(at: index, entry, of: calendar, ancestors)
    } else {
      introduce(entry, of: calendar, ancestors)
    }
  }

  /// Whether the draft comes from one of the calendar's own ancestors, not only from a calendar
  /// that another child put beside it.
  private func isKnown(_ index: Int, to calendar: HolidayCalendar, _ ancestors: Set<String>) -> Bool
  {
    introducers[drafts[index].entry.id.value]?.contains { ancestors.contains($0) } ?? false
  }

  /// The calendars that have an entry of each id.
  var introducers: [String: Set<String>] = [:]

  private mutating func introduce(
    _ entry: HolidayEntry, of calendar: HolidayCalendar, _ ancestors: Set<String>
  ) {
    let id = calendar.id.value
    let facts = HolidayFacts(entry)
    indexes[entry.id.value] = drafts.count
    introducers[entry.id.value, default: []].insert(id)
    drafts.append(
      HolidayDraft(
        entry: entry, facts: facts.isEmpty ? [] : [facts], ruleCalendar: id,
        defaultCategory: calendar.defaults.category ?? .public, observed: .none(in: id),
        coverage: calendar.coverage?.value))
    var withDefaults = entry
    withDefaults.observed = entry.observed ?? calendar.defaults.observed
    bindObserved(at: drafts.count - 1, withDefaults, of: calendar, ancestors)
  }

  private mutating func bindObserved(
    at index: Int, _ entry: HolidayEntry, of calendar: HolidayCalendar, _ ancestors: Set<String>
  ) {
    introducers[entry.id.value, default: []].insert(calendar.id.value)
    guard let choice = entry.observed else { return }
    let id = calendar.id.value
    switch choice.value {
    case .none: drafts[index].observed = .none(in: id)
    case .rules(let rules):
      drafts[index].observed = HolidayDraft.BoundObservedRules(name: nil, rules: rules, owner: id)
    case .named(let name):
      guard let (rules, owner) = rules(named: name, for: calendar, ancestors) else {
        reportUnknownRule(name, at: choice.location, entry, of: calendar, ancestors)
        return
      }
      drafts[index].observed = HolidayDraft.BoundObservedRules(
        name: name, rules: rules, owner: owner)
    }
  }

  private func rules(
    named name: String, for calendar: HolidayCalendar, _ ancestors: Set<String>
  ) -> (rules: [ObservedRule], owner: String)? {
    let candidates = [calendar] + visible(ancestors).reversed()
    for candidate in candidates {
      if let rules = candidate.rules(named: name) { return (rules, candidate.id.value) }
    }
    return nil
  }

  func visible(_ ancestors: Set<String>) -> [HolidayCalendar] {
    chain.calendars.filter { ancestors.contains($0.id.value) }
  }
}
