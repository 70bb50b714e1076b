import Calendars

/// What a holiday does to a day.
public struct HolidayPolicy: Hashable, Sendable {
  /// What it does to the hours.
  public enum Effect: Hashable, Sendable {
    /// Closed all day.
    case closed
    /// Open as on any day.
    case open
    /// Open for the half that the calendar leaves free of the holiday.
    case halfDay
    /// Open at these hours.
    case hours(ServiceHours)
  }

  /// What it does to the hours.
  public var effect: Effect
  /// What it does to prices, before the price rules.
  public var surcharge: PriceChange?

  /// A policy of both parts.
  public init(_ effect: Effect, surcharge: PriceChange? = nil) {
    self.effect = effect
    self.surcharge = surcharge
  }

  /// What holds for a category of which no layer speaks.
  static func standard(for category: HolidayCategory) -> HolidayPolicy {
    HolidayPolicy(category.closesByDefault ? .closed : .open)
  }
}

extension HolidayPolicy: CustomStringConvertible {
  /// The policy as job files write it.
  public var description: String {
    let hours =
      switch effect {
      case .closed: "closed"
      case .open: surcharge == nil ? "open" : ""
      case .halfDay: "half_day"
      case .hours(let hours): "\(hours)"
      }
    let parts = [hours, surcharge?.description ?? ""]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// `{hours: 10:00-16:00, surcharge: +10%}`.
struct HolidayPolicyDeclaration: Sendable {
  var hours: Placed<HolidayPolicy.Effect>?
  var surcharge: Placed<PriceChange>?

  static let mapping = Mapping<HolidayPolicyDeclaration>(
    "holiday_policy", "What a holiday does to a day: its hours, and a surcharge.",
    empty: HolidayPolicyDeclaration(),
    keys: [
      .optional(
        "hours", \.hours, .policyEffect,
        "closed, open (the default), half_day as the calendar says, or hours like 10:00-16:00."),
      .optional("surcharge", \.surcharge, .percentChange, "The change of prices, such as +10%."),
    ])
}

extension Shape where Value == HolidayPolicy.Effect {
  /// `closed`, `open`, `half_day`, or hours.
  static var policyEffect: Shape {
    .scalar(
      "closed, open, half_day or hours like 10:00-16:00",
      pattern: #"^(closed|open|half_day|\d{2}:\d{2}\s*-\s*\d{2}:\d{2})$"#,
      examples: ["closed", "open", "half_day", "10:00-16:00"]
    ) { text throws(Malformed) in try HolidayPolicy.Effect(reading: text) }
  }
}

extension HolidayPolicy.Effect {
  init(reading text: String) throws(Malformed) {
    switch text {
    case "closed": self = .closed
    case "open": self = .open
    case "half_day": self = .halfDay
    default:
      guard let hours = ServiceHours(text.filter { $0 != " " }) else {
        throw Malformed(
          "is no policy for a holiday",
          hint: Spelling.nearest(to: text, among: ["closed", "open", "half_day"])
            .map { "did you mean '\($0)'?" }
            ?? "closed, open, half_day, hours like 10:00-16:00, or a surcharge like +10%")
      }
      self = .hours(hours)
    }
  }
}

extension Shape where Value == HolidayPolicy {
  /// A policy in one word, or as a mapping with hours and surcharge.
  static var holidayPolicy: Shape {
    let word = Shape.scalar(
      "closed, open, half_day, hours or a surcharge like +10%",
      pattern: #"^(closed|open|half_day|\d{2}:\d{2}\s*-\s*\d{2}:\d{2}|[+-]\d{1,3}(\.\d{1,2})?%)$"#,
      examples: ["closed", "open", "half_day", "10:00-16:00", "+10%"]
    ) { text throws(Malformed) in
      guard text.hasSuffix("%") else {
        return HolidayPolicy(try HolidayPolicy.Effect(reading: text))
      }
      return HolidayPolicy(.open, surcharge: try PriceChange(reading: text))
    }
    let full = Shape<HolidayPolicyDeclaration>.mapping(HolidayPolicyDeclaration.mapping).map {
      draft, _ in
      HolidayPolicy(
        draft.value.hours?.value ?? .open, surcharge: draft.value.surcharge?.value)
    }
    return .either(scalar: word, mapping: full)
  }
}
