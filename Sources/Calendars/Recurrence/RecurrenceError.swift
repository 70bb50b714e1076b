/// Why the text of a recurrence rule is refused.
public enum RecurrenceError: Error, Hashable, Sendable {
  case empty
  case malformedPart(String)
  case unknownPart(String)
  case repeatedPart(String)
  case missingFrequency
  case unknownFrequency(String)
  case subDailyFrequency(String)
  case malformedValue(part: String, value: String)
  case outOfRange(part: String, value: String)
  case tooManyMembers(part: String, count: Int)
  case countAndUntil
  case notAllowed(part: String, with: String)
  case ordinalNotAllowed(value: String, with: String)
  case positionAlone
  case nonGregorian(String)

  /// A stable name for scripts, such as `rrule.sub-daily`.
  public var code: String {
    switch self {
    case .empty: "rrule.empty"
    case .malformedPart: "rrule.malformed-part"
    case .unknownPart: "rrule.unknown-part"
    case .repeatedPart: "rrule.repeated-part"
    case .missingFrequency: "rrule.no-frequency"
    case .unknownFrequency: "rrule.unknown-frequency"
    case .subDailyFrequency: "rrule.sub-daily"
    case .malformedValue: "rrule.malformed-value"
    case .outOfRange: "rrule.out-of-range"
    case .tooManyMembers: "rrule.too-many-members"
    case .countAndUntil: "rrule.count-and-until"
    case .notAllowed: "rrule.not-allowed"
    case .ordinalNotAllowed: "rrule.ordinal-not-allowed"
    case .positionAlone: "rrule.position-alone"
    case .nonGregorian: "rrule.not-gregorian"
    }
  }
}

extension RecurrenceError: CustomStringConvertible {
  /// One sentence without a full stop, with the value at fault.
  public var description: String {
    switch self {
    case .empty: "the rule is empty"
    case .malformedPart(let part): "'\(shortened(part))' is not NAME=VALUE"
    case .unknownPart(let name): "'\(shortened(name))' is not a part of a recurrence rule"
    case .repeatedPart(let name): "\(name) is given twice"
    case .missingFrequency: "FREQ is missing"
    case .unknownFrequency(let value):
      "FREQ=\(shortened(value)) is not DAILY, WEEKLY, MONTHLY or YEARLY"
    case .subDailyFrequency(let value): "FREQ=\(value) is shorter than a day"
    case .malformedValue(let part, let value): "\(part) cannot be '\(shortened(value))'"
    case .outOfRange(let part, let value): "\(part) has \(shortened(value)), which is out of range"
    case .tooManyMembers(let part, let count):
      "\(part) has \(count) members, more than \(RecurrenceRuleParser.memberLimit)"
    case .countAndUntil: "COUNT and UNTIL exclude each other"
    case .notAllowed(let part, let other): "\(part) is not allowed with \(other)"
    case .ordinalNotAllowed(let value, let other):
      "BYDAY=\(value) counts weekdays, which is not allowed with \(other)"
    case .positionAlone: "BYSETPOS needs another BY part to choose from"
    case .nonGregorian(let part): "\(part) (RFC 7529) is not supported"
    }
  }
}

/// What was accepted in a recurrence rule although something about it is doubtful.
public enum RecurrenceWarning: Hashable, Sendable {
  case emptyPart
  case extensionPart(String)
  case lowerCase(String)
  case repeatedMember(part: String, value: String)
  case untilHasTime(String)
  case timeOfDayIgnored(String)
  case ordinalNeverReached(String)
  case leapDayStart

  /// A stable name for scripts, such as `rrule.empty-part`.
  public var code: String {
    switch self {
    case .emptyPart: "rrule.empty-part"
    case .extensionPart: "rrule.extension-part"
    case .lowerCase: "rrule.lower-case"
    case .repeatedMember: "rrule.repeated-member"
    case .untilHasTime: "rrule.until-has-time"
    case .timeOfDayIgnored: "rrule.time-ignored"
    case .ordinalNeverReached: "rrule.never"
    case .leapDayStart: "rrule.leap-day"
    }
  }
}

extension RecurrenceWarning: CustomStringConvertible {
  /// One sentence without a full stop, with the value at fault.
  public var description: String {
    switch self {
    case .emptyPart: "an empty part between semicolons is skipped"
    case .extensionPart(let name): "'\(shortened(name))' is ignored"
    case .lowerCase(let text): "'\(shortened(text))' is read in upper case"
    case .repeatedMember(let part, let value): "\(part) has \(value) twice"
    case .untilHasTime(let value): "UNTIL=\(value) has a time, of which the date is taken"
    case .timeOfDayIgnored(let part): "\(part) has no meaning for whole days and is ignored"
    case .ordinalNeverReached(let value): "no month has \(value)"
    case .leapDayStart: "a yearly rule on 29 February skips years without that day"
    }
  }
}

/// The text cut to 40 characters, for messages, without control characters.
func shortened(_ text: String) -> String {
  let visible = text.unicodeScalars.prefix(40).map { scalar -> Character in
    scalar.properties.generalCategory == .control ? "\u{FFFD}" : Character(scalar)
  }
  return String(visible) + (text.unicodeScalars.count > 40 ? "…" : "")
}
