import Calendars
import Discovery
import Expansion
import Store

extension StoredDay {
  /// An expanded day in the form of `almanac.day`.
  init(_ day: Day) {
    self.init(
      hash: day.hash, isOpen: day.status == .open, closedReason: day.closedReason?.rawValue,
      holiday: day.holiday.map { _ in day.holidayJSON.compact },
      opensAt: day.hours?.opens.description, closesAt: day.hours?.closes.description,
      isBelowNotice: day.isBelowNotice, factors: day.prices.map(\.step.basisPoints),
      addends: day.prices.map(\.step.addMinor), capacityFactor: day.capacityFactor,
      closedAddOns: day.closedAddOns, rules: day.rulesJSON.compact,
      origins: day.originsJSON.compact, scopes: day.scopes.map(StoredScope.init))
  }
}

extension StoredScope {
  fileprivate init(_ scope: DayScope) {
    self.init(
      kind: Kind(scope.kind), key: scope.key, isOpen: scope.status.map { $0 == .open },
      closedReason: scope.closedReason?.rawValue, isBelowNotice: scope.isBelowNotice,
      factors: scope.prices.map(\.step.basisPoints), addends: scope.prices.map(\.step.addMinor),
      capacityFactor: scope.capacityFactor, closedAddOns: scope.closedAddOns,
      rules: scope.rulesJSON.compact, origins: scope.originsJSON.compact)
  }
}

extension StoredScope.Kind {
  fileprivate init(_ kind: DayScope.Kind) {
    switch kind {
    case .category: self = .category
    case .venue: self = .venue
    case .space: self = .space
    }
  }
}

extension Store.Retention {
  /// The retention of a job file.
  init(_ retention: Expansion.Retention) {
    self.init(
      checkpoints: retention.checkpoints, seconds: Double(retention.days) * 86_400,
      graceSeconds: Double(retention.refreshMinutes) * 60)
  }
}
