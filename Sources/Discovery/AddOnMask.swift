/// A set of a city's add-ons, one bit each.
///
/// Bits 0...62 stand for add-ons in the order in which the city first offered them. The sign bit
/// stands for an add-on that the city does not know: no space has it.
public struct AddOnMask: OptionSet, Hashable, Sendable {
  /// The bits as PostgreSQL's `bigint` stores them.
  public let rawValue: Int64

  /// A set from stored bits.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// How many add-ons of a city can have a bit.
  public static let capacity = 63

  /// The set of an add-on that no space offers, so that asking for it matches nothing.
  public static let unknown = AddOnMask(rawValue: .min)

  /// The set of the one add-on with this bit, 0...62, or nil beyond.
  public init?(bit: Int) {
    guard (0..<AddOnMask.capacity).contains(bit) else { return nil }
    rawValue = 1 << Int64(bit)
  }
}
