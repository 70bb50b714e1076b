import Dates

/// The offsets that a VTIMEZONE component defines (RFC 5545, section 3.6.5), from 1900 to 2100.
struct OwnZone: Hashable, Sendable {
  /// A change of the offset.
  private struct Onset: Hashable {
    var instant: Int
    var offset: Int
  }

  private var onsets: [Onset] = []
  private var first = 0

  /// Why a VTIMEZONE cannot be used.
  struct Fault: Error {
    var line: Int
    var reason: String
  }

  private static let observanceLimit = 64
  private static let onsetLimit = 10_000
  private static let window = (
    first: LocalDate(year: 1900, month: 1, day: 1), last: LocalDate(year: 2100, month: 12, day: 31)
  )

  init(_ component: ICalendarComponent) throws(Fault) {
    if let fault = component.fault {
      throw Fault(line: fault.line, reason: "its \(fault.property) line cannot be read")
    }
    guard (1...OwnZone.observanceLimit).contains(component.children.count) else {
      throw Fault(
        line: component.line,
        reason: "it has \(component.children.count) STANDARD and DAYLIGHT parts")
    }
    var earliest: (start: WallTime, before: Int)?
    for child in component.children {
      let (start, before) = try add(child)
      if earliest.map({ start < $0.start }) ?? true { earliest = (start, before) }
    }
    first = earliest?.before ?? 0
    onsets.sort { ($0.instant, $0.offset) < ($1.instant, $1.offset) }
  }

  /// Seconds to add to UTC at the instant.
  func offset(at instant: Int) -> Int {
    var (low, high) = (0, onsets.count)
    while low < high {
      let middle = (low + high) / 2
      if onsets[middle].instant <= instant {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low == 0 ? first : onsets[low - 1].offset
  }

  private mutating func add(
    _ child: ICalendarComponent
  ) throws(Fault) -> (start: WallTime, before: Int) {
    if let fault = child.fault {
      throw Fault(line: fault.line, reason: "its \(fault.property) line cannot be read")
    }
    let before = try OwnZone.offset("TZOFFSETFROM", of: child)
    let after = try OwnZone.offset("TZOFFSETTO", of: child)
    guard let line = child.first("DTSTART"), case .local(let start) = ICalendarDate(line.text)
    else {
      throw Fault(line: child.line, reason: "its \(child.name) has no local DTSTART")
    }
    var times = [start]
    for rule in child.all("RRULE") {
      times += try OwnZone.onsets(of: rule, from: start, offset: before)
    }
    for line in child.all("RDATE") {
      for text in line.text.split(separator: ",") {
        guard case .local(let time) = ICalendarDate(text) else { continue }
        times.append(time)
      }
    }
    onsets += Set(times).map { Onset(instant: $0.seconds - before, offset: after) }
    guard onsets.count <= OwnZone.onsetLimit else {
      throw Fault(line: child.line, reason: "it changes its offset too often")
    }
    return (start, before)
  }

  private static func onsets(
    of line: ContentLine, from start: WallTime, offset: Int
  ) throws(Fault) -> [WallTime] {
    var rule: RecurrenceRule
    do {
      var warnings: [RecurrenceWarning] = []
      rule = try RecurrenceRule(parsing: line.text, for: .dateTime, warnings: &warnings)
    } catch {
      throw Fault(line: line.number, reason: "\(error)")
    }
    guard rule.frequency == .yearly else {
      throw Fault(line: line.number, reason: "its rule is not FREQ=YEARLY")
    }
    if case .until(.utc(let time)) = rule.end {
      rule.end = .until(.local(WallTime(seconds: time.seconds + offset)))
    }
    var sequence = RecurrenceSequence(rule, start: start, first: window.first, last: window.last)
    return Array(IteratorSequence(AnyIterator { sequence.next() }))
  }

  private static func offset(
    _ name: String, of child: ICalendarComponent
  ) throws(Fault) -> Int {
    guard let line = child.first(name) else {
      throw Fault(line: child.line, reason: "its \(child.name) has no \(name)")
    }
    let bytes = Array(line.text.utf8)
    guard bytes.count == 5 || bytes.count == 7, bytes.dropFirst().allSatisfy(isDigitByte),
      bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-")
    else { throw Fault(line: line.number, reason: "\(name) is not an offset such as +0100") }
    let digits = bytes.dropFirst().map { Int($0 - UInt8(ascii: "0")) }
    let minutes = digits[2] * 10 + digits[3]
    let extra = digits.count == 6 ? digits[4] * 10 + digits[5] : 0
    let seconds = (digits[0] * 10 + digits[1]) * 3600 + minutes * 60 + extra
    guard minutes < 60, extra < 60, seconds <= 18 * 3600 else {
      throw Fault(line: line.number, reason: "\(name) is \(shortened(line.text)), out of range")
    }
    return bytes[0] == UInt8(ascii: "-") ? -seconds : seconds
  }
}
