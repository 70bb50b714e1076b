import Dates

/// The evaluation of a calendar over a range: actual dates, then one observed pass in date order,
/// then the days in between.
///
/// The order is what goes wrong elsewhere: all calendars have spoken before anything is moved, the
/// facts are in place before a substitute is looked for, and a substitute takes its day from the
/// ones that follow.
struct Evaluation {
  private let calendar: ResolvedCalendar
  private let range: DateRange
  private let actualDates: ActualDates
  /// The actual dates of public holidays that stay where they are.
  private var occupied: Set<LocalDate> = []
  /// The actual dates of each other category that stay where they are.
  private var occupiedByCategory: [HolidayCategory: Set<LocalDate>] = [:]
  private var taken: Set<LocalDate> = []
  private(set) var placements: [Placement] = []

  init(of calendar: ResolvedCalendar, in range: DateRange) {
    self.calendar = calendar
    self.range = range
    actualDates = ActualDates(calendar.holidays)
    let actual = actualPlacements()
    let overlapping = Evaluation.overlaps(actual, of: calendar.holidays)
    observe(actual, overlapping)
    placeBetween(actual)
  }

  /// All actual dates of holidays that have a rule of their own, in date order, ties in file order.
  private func actualPlacements() -> [Placement] {
    var found: [Placement] = []
    for (index, holiday) in calendar.holidays.enumerated() where !holiday.isRemoved {
      if case .between = holiday.rule { continue }
      for actual in actualDates.dates(of: index, in: range) {
        found.append(Placement(holiday: index, date: actual.date, actual: actual))
      }
    }
    return found.sorted { ($0.date, $0.holiday) < ($1.date, $1.holiday) }
  }

  /// The holidays of each date that must give way because others lie on it too, by position in
  /// `actual`: all that have such a rule, but one stays when all have it.
  private static func overlaps(_ actual: [Placement], of holidays: [ResolvedHoliday]) -> Set<Int> {
    guard holidays.contains(where: { $0.observed.contains(where: \.movesOnOverlap) }) else {
      return []
    }
    var moving: Set<Int> = []
    var start = 0
    while start < actual.count {
      let end = actual[start...].firstIndex { $0.date != actual[start].date } ?? actual.count
      let rivals = (start..<end).filter { holidays[actual[$0].holiday].category == .public }
      let candidates = (start..<end).filter {
        let placement = actual[$0]
        return holidays[placement.holiday].observed.contains {
          $0.movesOnOverlap && $0.bounds.contains(placement.date)
        }
      }
      let movable = Set(candidates)
      let keeper = rivals.allSatisfy(movable.contains) ? candidates.first : nil
      for candidate in candidates
      where candidate != keeper && !rivals.isEmpty && rivals != [candidate] {
        moving.insert(candidate)
      }
      start = end
    }
    return moving
  }

  /// How often the pass is made again when holidays that were to leave their date cannot.
  private static let passLimit = 8

  /// The observed pass. A holiday that leaves its actual date leaves it free for others; when it
  /// finds no day to go to, and another has taken its own meanwhile, the pass is made again with
  /// that holiday in its place.
  private mutating func observe(_ actual: [Placement], _ overlapping: Set<Int>) {
    var rules = actual.indices.map { rule(for: actual[$0], overlaps: overlapping.contains($0)) }
    for _ in 0..<Evaluation.passLimit {
      occupied = []
      occupiedByCategory = [:]
      taken = []
      placements = []
      let stuck = pass(actual, rules).filter { taken.contains(actual[$0].date) }
      guard !stuck.isEmpty else { return }
      for index in stuck { rules[index] = nil }
    }
  }

  /// One pass in date order; gives those that were to leave and found no day.
  private mutating func pass(_ actual: [Placement], _ rules: [ObservedRule?]) -> [Int] {
    for (placement, rule) in zip(actual, rules) where rule?.keepActual ?? true {
      occupy(placement)
    }
    var stuck: [Int] = []
    for (index, placement) in actual.enumerated() {
      guard let rule = rules[index], let target = target(of: rule, for: placement) else {
        placements.append(placement)
        if rules[index]?.keepActual == false {
          occupy(placement)
          stuck.append(index)
        }
        continue
      }
      if rule.keepActual { placements.append(placement) }
      taken.insert(target)
      placements.append(
        Placement(
          holiday: placement.holiday, date: target, actual: placement.actual, observedBy: rule))
    }
    return stuck
  }

  private mutating func occupy(_ placement: Placement) {
    let category = calendar.holidays[placement.holiday].category
    if category == .public {
      occupied.insert(placement.date)
    } else {
      occupiedByCategory[category, default: []].insert(placement.date)
    }
  }

  /// The rule that moves the holiday away from its actual date; nil when it stays.
  private func rule(for placement: Placement, overlaps: Bool) -> ObservedRule? {
    calendar.holidays[placement.holiday].observed.first { rule in
      rule.bounds.contains(placement.date)
        && (rule.moves(placement.date.weekday) || overlaps && rule.movesOnOverlap)
    }
  }

  private func isFree(_ date: LocalDate, for placement: Placement) -> Bool {
    let category = calendar.holidays[placement.holiday].category
    return !occupied.contains(date) && !taken.contains(date)
      && !(occupiedByCategory[category]?.contains(date) ?? false)
  }

  private func target(of rule: ObservedRule, for placement: Placement) -> LocalDate? {
    let date = placement.date
    func single(_ target: LocalDate?) -> LocalDate? {
      target.flatMap { isFree($0, for: placement) ? $0 : nil }
    }
    switch rule.action {
    case .shift(let days):
      return days[date.weekday].flatMap { single(date.adding(days: $0)) }
    case .use(let use, _, _):
      switch use {
      case .nextFreeDay:
        return ahead(of: date) { isFree($0, for: placement) }
      case .nextFreeWeekday:
        return ahead(of: date) { !calendar.weekend.contains($0) && isFree($0, for: placement) }
      case .nextMonday: return single(date.adding(days: 1).onOrAfter(.monday))
      case .nearestMonday: return single(Evaluation.nearestMonday(to: date))
      case .nearestWeekday: return single(nearestWeekday(to: date))
      case .previousDay: return single(date.adding(days: -1))
      case .previousWeekday:
        return single((1...7).lazy.map { date.adding(days: -$0) }.first(where: isWeekday))
      }
    }
  }

  /// How far a free day is looked for.
  private static let searchLimit = 60

  private func ahead(of date: LocalDate, where isGood: (LocalDate) -> Bool) -> LocalDate? {
    (1...Evaluation.searchLimit).lazy.map { date.adding(days: $0) }.first(where: isGood)
  }

  private func isWeekday(_ date: LocalDate) -> Bool { !calendar.weekend.contains(date) }

  private func nearestWeekday(to date: LocalDate) -> LocalDate? {
    (1...7).lazy.flatMap { [date.adding(days: $0), date.adding(days: -$0)] }.first(where: isWeekday)
  }

  private static func nearestMonday(to date: LocalDate) -> LocalDate? {
    (1...4).lazy.flatMap { [date.adding(days: $0), date.adding(days: -$0)] }
      .first { $0.weekday == .monday }
  }

  /// The days that lie between two actual dates of a category.
  private mutating func placeBetween(_ actual: [Placement]) {
    var dates: [HolidayCategory: Set<LocalDate>] = [:]
    for placement in actual {
      dates[calendar.holidays[placement.holiday].category, default: []].insert(placement.date)
    }
    for (index, holiday) in calendar.holidays.enumerated() where !holiday.isRemoved {
      guard case .between(let category) = holiday.rule else { continue }
      let held = dates[category, default: []]
      let gaps = held.map { $0.adding(days: 1) }.filter {
        !held.contains($0) && held.contains($0.adding(days: 1)) && !taken.contains($0)
          && holiday.applies(to: $0) && (holiday.every?.contains($0.year) ?? true)
      }
      let ruled = gaps.sorted().map {
        ActualDate(date: $0, isFirst: true, cause: .rule, ruleDate: $0)
      }
      for actual in actualDates.settled(ruled, of: index, in: range) {
        placements.append(Placement(holiday: index, date: actual.date, actual: actual))
      }
    }
  }
}
