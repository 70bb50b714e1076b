/// One step of a price's composition: a factor in basis points, then a fixed amount.
///
/// A rule has either; 10000 basis points and no amount leave a price as it is.
public struct PriceStep: Hashable, Sendable {
  /// The factor, 10000 for unchanged; never negative.
  public var basisPoints: Int32
  /// What is added after the factor, in minor units; negative for a discount.
  public var addMinor: Int64

  /// A step of both parts.
  public init(basisPoints: Int32 = 10_000, addMinor: Int64 = 0) {
    precondition(basisPoints >= 0, "a price factor is never negative")
    self.basisPoints = basisPoints
    self.addMinor = addMinor
  }

  /// The price after this step: the product rounded half away from zero to the minor unit, plus
  /// the amount, and never below zero.
  ///
  /// Equal to `greatest(0, (price * basis_points + 5000) / 10000 + add_minor)` over `bigint` for
  /// every price of at least 0, except that it ends at `Int64.max` where SQL reports overflow.
  public func applied(to priceMinor: Int64) -> Int64 {
    let scaled = (Int128(priceMinor) * Int128(basisPoints) + 5000) / 10_000
    return Int64(clamping: max(0, scaled + Int128(addMinor)))
  }
}

extension Sequence where Element == PriceStep {
  /// The price after every step in order, rounded at each.
  public func composed(from baseMinor: Int64) -> Int64 {
    reduce(baseMinor) { price, step in step.applied(to: price) }
  }
}
