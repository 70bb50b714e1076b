/// A day of a city as `almanac.day` keeps it.
public struct StoredDay: Sendable, Hashable {
  /// The hash of all that can affect results or what is shown of the day.
  public var hash: Int64
  /// Whether the city offers anything on the day, unless a scope says otherwise.
  public var isOpen: Bool
  /// Why not: the code of an `ExclusionReason`.
  public var closedReason: Int16?
  /// The holiday as JSON, if there is one.
  public var holiday: String?
  /// Local wall clock, such as `09:00`.
  public var opensAt: String?
  /// Local wall clock, such as `19:00` or, after midnight, `26:00`.
  public var closesAt: String?
  /// Whether the date lies within the notice period.
  public var isBelowNotice: Bool
  /// What the price rules multiply by, in basis points, in order.
  public var factors: [Int32]
  /// What the price rules add, in minor units; as many as `factors`.
  public var addends: [Int64]
  /// Basis points of each space's capacity.
  public var capacityFactor: Int32
  /// Add-ons that are not offered on the day.
  public var closedAddOns: [String]
  /// The rules with their labels and origins, as JSON.
  public var rules: String
  /// Where each value comes from, as JSON.
  public var origins: String
  /// What categories, venues and spaces change.
  public var scopes: [StoredScope]

  /// A day; see the properties.
  public init(
    hash: Int64, isOpen: Bool, closedReason: Int16?, holiday: String?, opensAt: String?,
    closesAt: String?, isBelowNotice: Bool, factors: [Int32], addends: [Int64],
    capacityFactor: Int32, closedAddOns: [String], rules: String, origins: String,
    scopes: [StoredScope]
  ) {
    self.hash = hash
    self.isOpen = isOpen
    self.closedReason = closedReason
    self.holiday = holiday
    self.opensAt = opensAt
    self.closesAt = closesAt
    self.isBelowNotice = isBelowNotice
    self.factors = factors
    self.addends = addends
    self.capacityFactor = capacityFactor
    self.closedAddOns = closedAddOns
    self.rules = rules
    self.origins = origins
    self.scopes = scopes
  }
}
