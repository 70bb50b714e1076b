import Dates

/// The zone that a DATE-TIME is written in.
enum EventZone: Hashable, Sendable {
  /// None: the wall clock of wherever one looks from.
  case floating
  case rules(ZoneRules)

  /// The rules; those of `view` for floating times.
  func rules(from view: ZoneRules) -> ZoneRules {
    switch self {
    case .floating: view
    case .rules(let rules): rules
    }
  }
}

/// A DATE or DATE-TIME value with its zone.
enum EventMoment: Hashable, Sendable {
  case date(LocalDate)
  case time(WallTime, EventZone)

  /// The date as written.
  var date: LocalDate {
    switch self {
    case .date(let date): date
    case .time(let time, _): time.date
    }
  }

  /// Whether it is a time of day.
  var isTime: Bool {
    if case .time = self { return true }
    return false
  }
}

/// How long an event takes: nominal days, then exact seconds.
struct EventSpan: Hashable, Sendable {
  var days: Int
  var seconds: Int

  /// The most calendar days that it may reach over.
  var reach: Int { days + seconds / 86_400 + 1 }
}
