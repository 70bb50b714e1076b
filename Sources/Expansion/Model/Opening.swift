import Calendars

/// What an entry of a week, a season or an exception says of a day.
public enum Opening: Hashable, Sendable {
  /// Closed all day.
  case closed
  /// Open; nil for no stated hours.
  case open(ServiceHours?)
}

extension Opening: CustomStringConvertible {
  /// The opening as job files write it.
  public var description: String {
    switch self {
    case .closed: "closed"
    case .open(nil): "open"
    case .open(let hours?): "\(hours)"
    }
  }
}

extension Shape where Value == Opening {
  /// `closed`, `open`, or hours such as `09:00-18:00`.
  static var opening: Shape {
    .scalar(
      "hours like 09:00-18:00, or open, or closed",
      pattern: #"^(open|closed|\d{2}:\d{2}\s*-\s*\d{2}:\d{2})$"#,
      examples: ["09:00-18:00", "closed", "open"]
    ) { text throws(Malformed) in
      switch text {
      case "closed": return .closed
      case "open": return .open(nil)
      default: return .open(try ServiceHours(reading: text))
      }
    }
  }
}

extension ServiceHours {
  init(reading text: String) throws(Malformed) {
    let plain = text.filter { $0 != " " }
    guard let hours = ServiceHours(plain) else {
      throw Malformed(
        "is neither hours nor 'open' nor 'closed'",
        hint: "write 09:00-18:00; 19:00-02:00 ends after midnight; all day is 00:00-24:00")
    }
    self = hours
  }
}
