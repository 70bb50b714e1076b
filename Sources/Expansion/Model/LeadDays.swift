import Calendars

/// How many city days lie between today and the date, both ends included.
public struct LeadDays: Hashable, Sendable {
  /// The fewest days.
  public var atLeast: Int
  /// The most days; nil for any number.
  public var atMost: Int?

  /// From `atLeast` through `atMost` days ahead.
  public init(atLeast: Int, atMost: Int? = nil) {
    self.atLeast = atLeast
    self.atMost = atMost
  }
}

extension LeadDays: CustomStringConvertible {
  /// The span as job files write it.
  public var description: String { "\(atLeast)..\(atMost.map(String.init) ?? "")" }
}

extension Shape where Value == LeadDays {
  /// `0..2`, `..2`, or `14..`.
  static var leadDays: Shape {
    .scalar(
      "a span of days like 0..2, or 14.. without an end", pattern: #"^\d{0,4}\.\.\d{0,4}$"#,
      examples: ["0..2", "14.."]
    ) { text throws(Malformed) in
      let ends = text.split(separator: "..", omittingEmptySubsequences: false)
      guard ends.count == 2, text != "..",
        ends.allSatisfy({ $0.isEmpty || Int($0).map { (0...9999).contains($0) } ?? false })
      else { throw Malformed("is not a span of days", hint: "write 0..2, ..2 or 14..") }
      let (first, last) = (Int(ends[0]) ?? 0, Int(ends[1]))
      guard first <= last ?? first else {
        throw Malformed(
          "ends before it starts", hint: "write \(ends[1])..\(ends[0])", code: .emptyRange)
      }
      return LeadDays(atLeast: first, atMost: last)
    }
  }
}
