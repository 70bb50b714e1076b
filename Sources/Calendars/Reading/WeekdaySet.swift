public import Dates

/// A set of days of the week.
public struct WeekdaySet: Hashable, Sendable {
  private var bits: UInt8

  /// The set of these days.
  public init(_ weekdays: some Sequence<Weekday>) {
    bits = weekdays.reduce(0) { $0 | 1 << UInt8($1.rawValue) }
  }

  /// All seven days.
  public static let all = WeekdaySet(Weekday.allCases)

  /// Whether the set holds the day.
  public func contains(_ weekday: Weekday) -> Bool { bits & 1 << UInt8(weekday.rawValue) != 0 }

  /// The days, Monday first.
  public var weekdays: [Weekday] { Weekday.allCases.filter(contains) }

  /// Whether the set has no day.
  public var isEmpty: Bool { bits == 0 }

  /// The days of both sets.
  public func union(_ other: WeekdaySet) -> WeekdaySet { WeekdaySet(weekdays + other.weekdays) }

  /// The days that are also in `other`.
  public func intersection(_ other: WeekdaySet) -> WeekdaySet {
    WeekdaySet(weekdays.filter(other.contains))
  }
}

extension WeekdaySet: ExpressibleByArrayLiteral {
  /// The set of the listed days.
  public init(arrayLiteral weekdays: Weekday...) { self.init(weekdays) }
}

extension WeekdaySet: CustomStringConvertible {
  /// The days as files write them, Monday first: three and more in a row as a span, `mon-fri`.
  public var description: String {
    var runs: [[Weekday]] = []
    for day in weekdays {
      if let last = runs.last?.last, last.rawValue + 1 == day.rawValue {
        runs[runs.count - 1].append(day)
      } else {
        runs.append([day])
      }
    }
    let parts = runs.flatMap { run in
      run.count < 3
        ? run.map(\.abbreviation)
        : [[run[0], run[run.count - 1]].map(\.abbreviation).joined(separator: "-")]
    }
    return parts.joined(separator: ",")
  }
}

extension WeekdaySet {
  /// Reads days and spans joined by commas, such as `sat`, `mon-fri` or `fri-mon, wed`; a span may
  /// pass Sunday.
  public init(reading text: String) throws(Malformed) {
    var found: [Weekday] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      var ends: [Weekday] = []
      for name in part.split(separator: "-", omittingEmptySubsequences: false) {
        ends.append(try Weekday(reading: String(name)))
      }
      guard ends.count <= 2, let first = ends.first, let last = ends.last else {
        throw Malformed("is not a span of weekdays", hint: "write mon-fri")
      }
      let length = (last.rawValue - first.rawValue + 7) % 7
      found += (0...length).compactMap { Weekday(rawValue: (first.rawValue - 1 + $0) % 7 + 1) }
    }
    self.init(found)
  }
}

extension Weekday {
  init(reading text: String) throws(Malformed) {
    let name = text.split(separator: " ").joined(separator: " ")
    guard let weekday = Weekday(name: name) else {
      let known = Weekday.allCases.flatMap { [$0.abbreviation, $0.name] }
      let meant = Spelling.nearest(to: name, among: known)
      throw Malformed(
        "names no weekday: '\(name)'",
        hint: meant.map { "did you mean '\($0)'?" } ?? "mon, tue, wed, thu, fri, sat or sun")
    }
    self = weekday
  }
}

extension Shape where Value == Weekday {
  /// A weekday, by its English name or the name's first three letters.
  public static var weekday: Shape {
    .scalar("a weekday like mon", examples: Weekday.allCases.map(\.abbreviation)) {
      text throws(Malformed) in try Weekday(reading: text)
    }
  }
}

extension Shape where Value == WeekdaySet {
  /// Weekdays as text, `mon-fri` or `sat, sun`.
  public static var weekdaySpan: Shape {
    let name = "[A-Za-z]+(\\s*-\\s*[A-Za-z]+)?"
    return .scalar(
      "weekdays like mon-fri", pattern: "^\\s*\(name)(\\s*,\\s*\(name))*\\s*$",
      examples: ["mon-fri", "sat, sun"]
    ) { text throws(Malformed) in try WeekdaySet(reading: text) }
  }

  /// Weekdays as text or as a list of such: `mon-fri`, `[sat, sun]`.
  public static var weekdays: Shape {
    Shape<[Placed<WeekdaySet>]>.oneOrList(of: weekdaySpan).map { sets, _ in
      sets.value.reduce(WeekdaySet([])) { $0.union($1.value) }
    }
  }
}
