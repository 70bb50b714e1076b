import Calendars
import Discovery

/// Which policy one holiday falls under.
struct HolidayDecision {
  let holiday: Holiday
  let policy: HolidayPolicy
  let entry: String
  let origin: Origin
  let isScope: Bool
  /// The policies that were decided over, the nearest first.
  let overrode: [Trace.Overridden]

  init(of holiday: Holiday, by rules: [Ruling.Rule]) {
    self.holiday = holiday
    let candidates = rules.enumerated().compactMap { index, rule -> Candidate? in
      guard case .holiday(let selector, let policy) = rule.item.effect, selector.matches(holiday)
      else { return nil }
      return Candidate(rank: selector.rank, index: index, rule: rule, policy: policy)
    }.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
    let chosen = candidates.last
    let stated = chosen?.policy ?? .standard(for: holiday.category)
    entry = chosen?.rule.item.entry ?? "default"
    isScope = chosen?.rule.isScope ?? false
    overrode = candidates.dropLast().reversed().map {
      Trace.Overridden(value: $0.rule.item.value, origin: $0.rule.item.origin)
    }
    if holiday.open, stated.effect == .closed || stated.effect == .halfDay {
      policy = HolidayPolicy(.open, surcharge: stated.surcharge)
      origin = Origin(layer: "calendar \(holiday.calendarID)", location: holiday.origin)
    } else if holiday.isHalf, stated.effect == .closed, chosen?.rank != 2 {
      // The calendar itself says that the holiday takes a part of the day.
      policy = HolidayPolicy(.halfDay, surcharge: stated.surcharge)
      origin = Origin(layer: "calendar \(holiday.calendarID)", location: holiday.origin)
    } else {
      policy = stated
      origin = chosen?.rule.item.origin ?? .standard
    }
  }

  private struct Candidate {
    var rank: Int
    var index: Int
    var rule: Ruling.Rule
    var policy: HolidayPolicy
  }

  var trace: Trace {
    Trace(
      subject: "holiday \(holiday.holidayID)", value: "\(policy)", entry: entry, origin: origin,
      overrode: overrode)
  }

  /// The surcharge as the price rule that it is.
  var priceRule: PriceRule? {
    policy.surcharge.map {
      PriceRule(name: "holiday \(holiday.holidayID)", step: $0.step, origin: origin)
    }
  }

  /// What the holidays of one date say together about the hours: closed when one says so, else the
  /// hours of the first that states some, else the half day of the first that is one; nil when
  /// they leave the regular hours as they are.
  static func voice(of decisions: [HolidayDecision], over regular: Opening) -> Ruling.Voice? {
    if let closing = decisions.first(where: { $0.policy.effect == .closed }) {
      return closing.voice(.closed)
    }
    for decision in decisions {
      if case .hours(let hours) = decision.policy.effect { return decision.voice(.open(hours)) }
    }
    guard regular != .closed,
      let half = decisions.first(where: { $0.policy.effect == .halfDay && $0.holiday.isHalf })
    else { return nil }
    return half.voice(half.half(of: regular))
  }

  private func half(of regular: Opening) -> Opening {
    guard case .open(let hours) = regular, let whole = hours ?? ServiceHours("00:00-24:00")
    else { return .closed }
    // The holiday takes the middle of the day: the place opens and closes as usual.
    if let closes = holiday.closesAt, let opens = holiday.opensAt, closes < opens { return regular }
    return whole.limited(from: holiday.opensAt, until: holiday.closesAt).map(Opening.open)
      ?? .closed
  }

  private func voice(_ opening: Opening) -> Ruling.Voice {
    Ruling.Voice(
      opening: opening, reason: .closedHoliday, entry: "\(entry) (\(holiday.holidayID))",
      value: "\(opening)", origin: origin, isScope: isScope)
  }
}

extension Holiday {
  /// Whether the calendar says when the half day begins or ends.
  var isHalf: Bool { closesAt != nil || opensAt != nil }
}

extension HolidaySelector {
  /// How specific the selector is.
  fileprivate var rank: Int {
    switch self {
    case .any: 0
    case .category: 1
    case .holiday: 2
    }
  }
}
