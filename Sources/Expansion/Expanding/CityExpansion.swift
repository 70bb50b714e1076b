import Calendars
import Dates

/// The expansion of one city.
struct CityExpansion {
  private let city: City
  private let window: Window
  private let stack: RuleStack
  private let scopes: [Scope]
  /// The longest notice of the city and its scopes: only nearer dates can differ by notice.
  private let longestNotice: Int

  /// A category, a venue or a space with rules of its own.
  struct Scope {
    var kind: DayScope.Kind
    var key: String
    var stack: RuleStack
  }

  /// What tells one day from another.
  private struct DayKey: Hashable {
    var rules: Int32
    var holidays: [Holiday]
    var isBelowNotice: Bool
    var scopes: [ScopeKey]
  }

  private struct ScopeKey: Hashable {
    var scope: Int
    var rules: Int32
    var isBelowNotice: Bool?
  }

  init(job: Job, city: City, window: Window, places: LayeredPlaces) {
    self.city = city
    self.window = window
    stack = RuleStack(job.layers.filter { $0.name.covers(city) })
    scopes = DayScope.Kind.allCases.flatMap { kind -> [Scope] in
      job.scopeKeys(kind).sorted().compactMap { key in
        let name = LayerName(kind.layerKind, key)
        guard places.contains(name) else { return nil }
        return Scope(
          kind: kind, key: key, stack: RuleStack(job.layers.filter { $0.name == name }))
      }
    }
    longestNotice = ([stack] + scopes.map(\.stack)).compactMap(\.noticeDays).max() ?? 0
  }

  func expanded() -> ExpandedCity {
    var sets = RuleSets()
    let ruleSets = citySets(&sets)
    let scopeKeys = scopeSets(&sets)
    let holidays = Dictionary(grouping: window.holidays, by: \.date)
    let skipped = city.timeZone.skippedDates(in: window.range)
    var numbers: [DayKey: Int] = [:]
    var days: [Day] = []
    var dates: [DatedDay] = []
    dates.reserveCapacity(window.range.count)
    for (index, date) in window.range.dates.enumerated() where !skipped.contains(date) {
      let key = DayKey(
        rules: ruleSets[index], holidays: holidays[date] ?? [],
        isBelowNotice: isBelow(stack.noticeDays ?? 0, date), scopes: scopeKeys[index] ?? [])
      let number = numbers[key] ?? days.count
      if number == days.count {
        numbers[key] = number
        days.append(day(key, sets))
      }
      let near = [date, date.adding(days: 1)].flatMap { holidays[$0] ?? [] }
      dates.append(DatedDay(date: date, day: number, holidaysHash: near.contentHash))
    }
    return ExpandedCity(
      city: city, today: window.today, dates: dates, days: days,
      noticeDays: stack.noticeDays ?? 0,
      dependsOnToday: ([stack] + scopes.map(\.stack)).contains { $0.dependsOnToday })
  }

  private func isBelow(_ noticeDays: Int, _ date: LocalDate) -> Bool {
    window.today.days(to: date) < noticeDays
  }

  /// The rules that hold on each date.
  private func citySets(_ sets: inout RuleSets) -> [Int32] {
    var result = [Int32](repeating: RuleSets.empty, count: window.range.count)
    for (number, item) in stack.items.enumerated() {
      window.forEach(item.condition) { result[$0] = sets.adding(number, to: result[$0]) }
    }
    return result
  }

  /// The scopes that have rules on a date, by the date's index.
  private func scopeSets(_ sets: inout RuleSets) -> [Int: [ScopeKey]] {
    var result: [Int: [ScopeKey]] = [:]
    for (number, scope) in scopes.enumerated() {
      var touched: [Int: ScopeKey] = [:]
      let blank = ScopeKey(scope: number, rules: RuleSets.empty, isBelowNotice: nil)
      for (rule, item) in scope.stack.items.enumerated() {
        window.forEach(item.condition) { index in
          let set = touched[index]?.rules ?? RuleSets.empty
          touched[index, default: blank].rules = sets.adding(rule, to: set)
        }
      }
      if !scope.stack.addOns.isEmpty {
        for index in 0..<window.range.count where touched[index] == nil { touched[index] = blank }
      }
      if let notice = scope.stack.noticeDays {
        for (index, date) in window.range.dates.enumerated() where isBelow(longestNotice, date) {
          touched[index, default: blank].isBelowNotice = isBelow(notice, date)
        }
      }
      for (index, key) in touched { result[index, default: []].append(key) }
    }
    return result
  }

  private func day(_ key: DayKey, _ sets: RuleSets) -> Day {
    let rules = sets.rules(of: key.rules).map {
      Ruling.Rule(item: stack.items[$0], isScope: false)
    }
    var day = Day(
      Ruling(rules: rules, holidays: key.holidays), addOns: stack.addOns,
      isBelowNotice: key.isBelowNotice, notice: stack.notice)
    day.scopes = key.scopes.compactMap { scopeKey in
      let scope = scopes[scopeKey.scope]
      let own = sets.rules(of: scopeKey.rules).map {
        Ruling.Rule(item: scope.stack.items[$0], isScope: true)
      }
      let ruling = Ruling(rules: rules + own, holidays: key.holidays)
      let result = DayScope(
        scope, ruling, cityAddOns: stack.addOns, isBelowNotice: scopeKey.isBelowNotice)
      return result.isEmpty ? nil : result
    }
    day.hash = day.contentHash
    return day
  }
}
