/// A rating in hundredths of a point: 4.87 is 487.
public struct Rating: Hashable, Sendable {
  /// Hundredths of a point, never negative.
  public let hundredths: Int16

  /// The rating of so many hundredths, or nil when negative.
  public init?(hundredths: Int16) {
    guard hundredths >= 0 else { return nil }
    self.hundredths = hundredths
  }
}
