import Calendars
import Discovery

/// What the rules that hold on one date come to.
///
/// Rules decide in the order week, season, holiday, exception; within each the more specific layer
/// decides, and within a layer the later line. Of the policies for one holiday, one by id goes
/// before one by category and that before `any`, whatever their layers.
struct Ruling {
  /// A rule that holds, and whether it belongs to the scope that is looked at and not to the city.
  struct Rule {
    var item: RuleItem
    var isScope: Bool
  }

  /// One voice in the question of when places are open.
  struct Voice {
    var opening: Opening
    var reason: ExclusionReason
    var entry: String
    var value: String
    var origin: Origin
    var isScope: Bool
  }

  let rules: [Rule]
  let holidays: [Holiday]

  /// The policies of the date's holidays, in the order of the holidays.
  let policies: [HolidayDecision]
  /// The voices, the deciding one last.
  let voices: [Voice]

  init(rules: [Rule], holidays: [Holiday]) {
    self.rules = rules
    self.holidays = holidays
    policies = holidays.map { HolidayDecision(of: $0, by: rules) }
    voices = Ruling.voices(rules: rules, policies: policies)
  }

  /// What is decided, `open` where no rule speaks.
  var opening: Opening { voices.last?.opening ?? .open(nil) }

  /// Where the decision comes from and what it was decided over.
  var hoursTrace: Trace {
    guard let decided = voices.last else {
      return Trace(subject: "hours", value: "open", entry: "default", origin: .standard)
    }
    return Trace(
      subject: "hours", value: decided.value, entry: decided.entry, origin: decided.origin,
      overrode: voices.dropLast().reversed().map {
        Trace.Overridden(value: $0.value, origin: $0.origin)
      })
  }

  /// The holidays, the one that closes the day first.
  var orderedHolidays: [Holiday] {
    guard let closing = policies.first(where: { $0.policy.effect == .closed })?.holiday else {
      return holidays
    }
    return [closing] + holidays.filter { $0 != closing }
  }

  private static func voices(rules: [Rule], policies: [HolidayDecision]) -> [Voice] {
    var voices: [Voice] = []
    for rule in rules {
      if case .weekly(let opening) = rule.item.effect {
        voices.append(Voice(rule, opening, .closedWeekly))
      }
    }
    for rule in rules {
      if case .season(let opening) = rule.item.effect {
        voices.append(Voice(rule, opening, .closedWeekly))
      }
    }
    let regular = voices.last?.opening ?? .open(nil)
    if let holiday = HolidayDecision.voice(of: policies, over: regular) { voices.append(holiday) }
    for rule in rules {
      guard case .exception(let opening) = rule.item.effect else { continue }
      // An exception that just opens keeps the hours that the date would have.
      let isPlain = opening == .open(nil) && regular != .closed
      voices.append(Voice(rule, isPlain ? regular : opening, .closedException))
    }
    return voices
  }
}

extension Ruling.Voice {
  init(_ rule: Ruling.Rule, _ opening: Opening, _ reason: ExclusionReason) {
    self.init(
      opening: opening, reason: reason, entry: rule.item.entry, value: rule.item.value,
      origin: rule.item.origin, isScope: rule.isScope)
  }
}
