import Dates

extension RecurrenceRule {
  /// Whether the start of the recurring thing is a date or has a time of day.
  public enum StartKind: Hashable, Sendable {
    case date, dateTime
  }

  /// The rule written as the value of an `RRULE` property, for a start that is a date.
  public init(parsing text: some StringProtocol) throws(RecurrenceError) {
    var warnings: [RecurrenceWarning] = []
    try self.init(parsing: text, for: .date, warnings: &warnings)
  }

  /// The rule written as the value of an `RRULE` property; what is doubtful but accepted is
  /// appended to `warnings`.
  public init(
    parsing text: some StringProtocol, for start: StartKind,
    warnings: inout [RecurrenceWarning]
  ) throws(RecurrenceError) {
    var parser = RecurrenceRuleParser(start: start)
    try parser.read(Array(text.utf8))
    self = try parser.finished()
    warnings += parser.warnings
  }
}

/// Reads the parts of one rule; every number is bounded before it is used.
struct RecurrenceRuleParser {
  /// The most members of a BY list; `BYYEARDAY` with all 366 days is the longest with a meaning.
  static let memberLimit = 384
  private static let subDaily = ["HOURLY", "MINUTELY", "SECONDLY"]

  let start: RecurrenceRule.StartKind
  private(set) var warnings: [RecurrenceWarning] = []
  private var rule = RecurrenceRule(.daily)
  private var seen: Set<String> = []

  init(start: RecurrenceRule.StartKind) {
    self.start = start
  }

  mutating func read(_ bytes: [UInt8]) throws(RecurrenceError) {
    guard !bytes.isEmpty else { throw .empty }
    for part in bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      if part.isEmpty {
        warn(.emptyPart)
      } else {
        try readPart(part)
      }
    }
  }

  private mutating func readPart(_ part: ArraySlice<UInt8>) throws(RecurrenceError) {
    guard let equals = part.firstIndex(of: UInt8(ascii: "=")), equals > part.startIndex,
      part[..<equals].allSatisfy(isNameByte)
    else { throw .malformedPart(shortened(text(part))) }
    let name = upperCased(part[..<equals])
    let value = upperCased(part[(equals + 1)...])
    if name != text(part[..<equals]) || value != text(part[(equals + 1)...]) {
      warn(.lowerCase(text(part)))
    }
    if name.hasPrefix("X-") {
      warn(.extensionPart(name))
      return
    }
    guard seen.insert(name).inserted else { throw .repeatedPart(shortened(name)) }
    guard value.utf8.allSatisfy({ $0 < 128 }) else {
      throw .malformedValue(part: name, value: value)
    }
    try assign(name, value)
  }

  private mutating func assign(_ name: String, _ value: String) throws(RecurrenceError) {
    switch name {
    case "FREQ": rule.frequency = try frequency(value)
    case "INTERVAL": rule.interval = try count(name, value)
    case "COUNT": rule.end = .count(try count(name, value))
    case "UNTIL": rule.end = .until(try until(value))
    case "WKST": rule.weekStart = try weekday(name, value[...])
    case "BYMONTH": rule.months = try numbers(name, value, 1...12)
    case "BYWEEKNO": rule.weekNumbers = try numbers(name, value, 1...53, signed: true)
    case "BYYEARDAY": rule.yearDays = try numbers(name, value, 1...366, signed: true)
    case "BYMONTHDAY": rule.monthDays = try numbers(name, value, 1...31, signed: true)
    case "BYSETPOS": rule.positions = try numbers(name, value, 1...366, signed: true)
    case "BYDAY": rule.days = try days(value)
    case "BYHOUR": rule.hours = try timeOfDay(name, value, 0...23)
    case "BYMINUTE": rule.minutes = try timeOfDay(name, value, 0...59)
    case "BYSECOND": rule.seconds = try timeOfDay(name, value, 0...60).map { min($0, 59) }
    case "RSCALE", "SKIP": throw .nonGregorian(name)
    default: throw .unknownPart(name)
    }
  }

  mutating func finished() throws(RecurrenceError) -> RecurrenceRule {
    guard seen.contains("FREQ") else { throw .missingFrequency }
    if seen.contains("COUNT"), seen.contains("UNTIL") { throw .countAndUntil }
    let frequency = "FREQ=\(rule.frequency.rawValue)"
    if !rule.weekNumbers.isEmpty, rule.frequency != .yearly {
      throw .notAllowed(part: "BYWEEKNO", with: frequency)
    }
    if !rule.yearDays.isEmpty, rule.frequency != .yearly {
      throw .notAllowed(part: "BYYEARDAY", with: frequency)
    }
    if !rule.monthDays.isEmpty, rule.frequency == .weekly {
      throw .notAllowed(part: "BYMONTHDAY", with: frequency)
    }
    try checkOrdinals(frequency)
    let others = seen.contains { $0.hasPrefix("BY") && $0 != "BYSETPOS" }
    if !rule.positions.isEmpty, !others { throw .positionAlone }
    return rule
  }

  private mutating func checkOrdinals(_ frequency: String) throws(RecurrenceError) {
    let inMonth = rule.frequency == .monthly || !rule.months.isEmpty
    for day in rule.days {
      guard let ordinal = day.ordinal else { continue }
      let written = "\(ordinal)\(day.weekday.abbreviation.uppercased().prefix(2))"
      guard rule.frequency == .monthly || rule.frequency == .yearly else {
        throw .ordinalNotAllowed(value: written, with: frequency)
      }
      guard rule.weekNumbers.isEmpty else {
        throw .ordinalNotAllowed(value: written, with: "BYWEEKNO")
      }
      if inMonth, abs(ordinal) > 5 { warn(.ordinalNeverReached(written)) }
    }
  }

  private func frequency(_ value: String) throws(RecurrenceError) -> RecurrenceRule.Frequency {
    if let frequency = RecurrenceRule.Frequency(rawValue: value) { return frequency }
    if RecurrenceRuleParser.subDaily.contains(value) { throw .subDailyFrequency(value) }
    throw .unknownFrequency(value)
  }

  private func count(_ name: String, _ value: String) throws(RecurrenceError) -> Int {
    let digits = value.utf8.drop { $0 == UInt8(ascii: "-") }
    guard !digits.isEmpty, value.utf8.count - digits.count <= 1,
      digits.allSatisfy(isDigitByte)
    else { throw .malformedValue(part: name, value: value) }
    guard digits.count <= 9, let number = Int(value), number >= 1 else {
      throw .outOfRange(part: name, value: value)
    }
    return number
  }

  private mutating func until(_ value: String) throws(RecurrenceError) -> RecurrenceUntil {
    switch ICalendarDate(value) {
    case .date(let date): return .date(date)
    case .local(let time):
      if start == .date { warn(.untilHasTime(value)) }
      return .local(time)
    case .utc(let time):
      if start == .date { warn(.untilHasTime(value)) }
      return .utc(time)
    case nil: throw .malformedValue(part: "UNTIL", value: value)
    }
  }

  private func weekday(_ name: String, _ code: Substring) throws(RecurrenceError) -> Weekday {
    let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    guard let index = codes.firstIndex(where: { $0 == code }) else {
      throw .malformedValue(part: name, value: String(code))
    }
    return Weekday.allCases[index]
  }

  private mutating func days(_ value: String) throws(RecurrenceError) -> [RecurrenceRule.Day] {
    var days: [RecurrenceRule.Day] = []
    for member in try members("BYDAY", value) {
      let weekday = try weekday("BYDAY", member.suffix(2))
      let prefix = member.dropLast(2)
      let ordinal =
        prefix.isEmpty ? nil : try number("BYDAY", prefix, 1...53, signed: true)
      let day = RecurrenceRule.Day(ordinal: ordinal, weekday: weekday)
      if days.contains(day) {
        warn(.repeatedMember(part: "BYDAY", value: String(member)))
      } else {
        days.append(day)
      }
    }
    return days
  }

  private mutating func timeOfDay(
    _ name: String, _ value: String, _ range: ClosedRange<Int>
  ) throws(RecurrenceError) -> [Int] {
    let values = try numbers(name, value, range)
    guard start == .date else { return values }
    warn(.timeOfDayIgnored(name))
    return []
  }

  private mutating func numbers(
    _ name: String, _ value: String, _ range: ClosedRange<Int>, signed: Bool = false
  ) throws(RecurrenceError) -> [Int] {
    var numbers: [Int] = []
    for member in try members(name, value) {
      let number = try number(name, member, range, signed: signed)
      if numbers.contains(number) {
        warn(.repeatedMember(part: name, value: String(member)))
      } else {
        numbers.append(number)
      }
    }
    return numbers.sorted()
  }

  private func members(
    _ name: String, _ value: String
  ) throws(RecurrenceError) -> [Substring] {
    let members = value.split(separator: ",", omittingEmptySubsequences: false)
    guard members.count <= RecurrenceRuleParser.memberLimit else {
      throw .tooManyMembers(part: name, count: members.count)
    }
    return members
  }

  private func number(
    _ name: String, _ text: Substring, _ range: ClosedRange<Int>, signed: Bool
  ) throws(RecurrenceError) -> Int {
    let sign = text.utf8.first
    let hasSign = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    let digits = hasSign ? text.dropFirst() : text
    guard !digits.isEmpty, digits.utf8.allSatisfy(isDigitByte) else {
      throw .malformedValue(part: name, value: String(text))
    }
    guard digits.utf8.count <= 9, let magnitude = Int(digits), range.contains(magnitude),
      signed || !hasSign
    else { throw .outOfRange(part: name, value: String(text)) }
    return sign == UInt8(ascii: "-") ? -magnitude : magnitude
  }

  private mutating func warn(_ warning: RecurrenceWarning) {
    if !warnings.contains(warning) { warnings.append(warning) }
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private func upperCased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map(upperCasedByte), as: UTF8.self)
  }
}
