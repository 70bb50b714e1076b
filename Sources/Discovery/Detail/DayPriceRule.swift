/// A change of prices that is in force on a day, as it was stored.
public struct DayPriceRule: Hashable, Sendable {
  /// The rule's name.
  public var name: String
  /// What it does to a price.
  public var step: PriceStep
  /// Where it stands.
  public var origin: DayOrigin

  /// A rule of all its parts.
  public init(name: String, step: PriceStep, origin: DayOrigin) {
    self.name = name
    self.step = step
    self.origin = origin
  }
}
