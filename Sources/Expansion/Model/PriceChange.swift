import Calendars
public import Discovery

/// How one rule changes a price.
public struct PriceChange: Hashable, Sendable {
  /// The step that prices take.
  public var step: PriceStep

  /// The change that this step is.
  public init(_ step: PriceStep) {
    self.step = step
  }
}

extension PriceChange: CustomStringConvertible {
  /// `+20%`, `-12.5%`, or the amount in minor units with its sign.
  public var description: String {
    guard step.basisPoints != 10_000 || step.addMinor == 0 else {
      return step.addMinor < 0 ? "\(step.addMinor)" : "+\(step.addMinor)"
    }
    let points = Int(step.basisPoints) - 10_000
    return (points < 0 ? "-" : "+") + BasisPoints.text(abs(points))
  }
}

/// Percentages with at most two decimals, held as hundredths of a percent.
enum BasisPoints {
  /// The percentage, such as `12.5%`.
  static func text(_ points: Int) -> String {
    let fraction = points % 100
    let tail = fraction == 0 ? "" : fraction % 10 == 0 ? ".\(fraction / 10)" : decimals(fraction)
    return "\(points / 100)\(tail)%"
  }

  /// The basis points of unsigned text such as `12.5%`; nil for anything else.
  static func parse(_ text: some StringProtocol) -> Int? {
    guard text.last == "%" else { return nil }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = digits(parts[0], atMost: 5) else { return nil }
    guard parts.count == 2 else { return whole * 100 }
    guard let fraction = digits(parts[1], atMost: 2) else { return nil }
    return whole * 100 + (parts[1].utf8.count == 1 ? fraction * 10 : fraction)
  }

  private static func decimals(_ fraction: Int) -> String {
    fraction < 10 ? ".0\(fraction)" : ".\(fraction)"
  }

  private static func digits(_ text: some StringProtocol, atMost count: Int) -> Int? {
    let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return (1...count).contains(text.utf8.count) && isDigits ? Int(text) : nil
  }
}

extension PriceChange {
  /// Reads a percentage with its sign, from -100% to +900%.
  init(reading text: String) throws(Malformed) {
    let sign = text.first
    guard sign == "+" || sign == "-", let points = BasisPoints.parse(text.dropFirst()) else {
      throw Malformed(
        "is not a change in percent", hint: "a sign, a number with at most two decimals, and %")
    }
    let factor = 10_000 + (sign == "-" ? -points : points)
    guard (0...100_000).contains(factor) else {
      throw Malformed("is out of range", hint: "-100% through +900%")
    }
    self.init(PriceStep(basisPoints: Int32(factor)))
  }
}

extension Shape where Value == PriceChange {
  /// A percentage with its sign, from -100% to +900%.
  static var percentChange: Shape {
    .scalar(
      "a change like +20% or -12.5%", pattern: #"^[+-]\d{1,3}(\.\d{1,2})?%$"#,
      examples: ["+20%", "-12.5%"]
    ) { text throws(Malformed) in try PriceChange(reading: text) }
  }

  /// An amount in the minor unit of the city's currency, with or without a sign.
  static var amountChange: Shape {
    Shape<Int>.integer(-1_000_000_000_000...1_000_000_000_000).map { amount, _ in
      PriceChange(PriceStep(addMinor: Int64(amount.value)))
    }
  }
}

extension Shape where Value == Int {
  /// An unsigned percentage such as `30%`, as basis points.
  static func percentage(through limit: Int = 100_000) -> Shape {
    .scalar("a percentage like 30%", pattern: #"^\d{1,5}(\.\d{1,2})?%$"#, examples: ["30%"]) {
      text throws(Malformed) in
      guard let points = BasisPoints.parse(text) else {
        throw Malformed(
          "is not a percentage", hint: "a number with at most two decimals, then %")
      }
      guard points <= limit else {
        throw Malformed("is out of range", hint: "at most \(BasisPoints.text(limit))")
      }
      return points
    }
  }
}
