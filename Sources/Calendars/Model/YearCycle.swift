/// Every how many years, written `{years: 4, from: 2021}`.
public struct YearCycle: Hashable, Sendable {
  /// The length of the cycle, at least 1.
  public var years: Int
  /// The first year.
  public var from: Int

  /// Every `years` years from the year `from` on; `years` is at least 1.
  public init(years: Int, from: Int) {
    self.years = max(1, years)
    self.from = from
  }

  /// Whether the year is in the cycle.
  public func contains(_ year: Int) -> Bool {
    year >= from && (year - from) % years == 0
  }
}
