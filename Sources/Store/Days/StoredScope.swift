/// What one category, venue or space changes on a day; nil leaves the day's value.
public struct StoredScope: Sendable, Hashable {
  /// What the key names.
  public enum Kind: String, Sendable, CaseIterable {
    case category, venue, space
  }

  /// What the key names.
  public var kind: Kind
  /// The category's name, or the id of the venue or space in decimal.
  public var key: String
  /// Whether it is open.
  public var isOpen: Bool?
  /// Why not: the code of an `ExclusionReason`.
  public var closedReason: Int16?
  /// Whether the date lies within its notice period.
  public var isBelowNotice: Bool?
  /// Price factors that follow the day's, in basis points.
  public var factors: [Int32]
  /// Price addends that go with them, in minor units.
  public var addends: [Int64]
  /// Basis points of each space's capacity.
  public var capacityFactor: Int32?
  /// All the add-ons that are not offered, in place of the day's.
  public var closedAddOns: [String]?
  /// The rules with their labels and origins, as JSON.
  public var rules: String
  /// Where each value comes from, as JSON.
  public var origins: String

  /// A change; see the properties.
  public init(
    kind: Kind, key: String, isOpen: Bool?, closedReason: Int16?, isBelowNotice: Bool?,
    factors: [Int32], addends: [Int64], capacityFactor: Int32?, closedAddOns: [String]?,
    rules: String, origins: String
  ) {
    self.kind = kind
    self.key = key
    self.isOpen = isOpen
    self.closedReason = closedReason
    self.isBelowNotice = isBelowNotice
    self.factors = factors
    self.addends = addends
    self.capacityFactor = capacityFactor
    self.closedAddOns = closedAddOns
    self.rules = rules
    self.origins = origins
  }
}
