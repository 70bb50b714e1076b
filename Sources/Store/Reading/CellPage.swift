public import Dates
public import Discovery

/// A page of a cell as the store has it.
public struct CellPage: Sendable {
  /// The cell's facts, or nil when the date has no cell at the wanted generation.
  public var cell: CellFacts?
  /// The items in order, each with its place.
  public var rows: [PageRow]
}

/// One item and its place in the order of the request.
public struct PageRow: Sendable {
  /// Where the item stands.
  public var place: SortPlace
  /// The item.
  public var item: DiscoveryItem
}

/// What a cell says of itself.
public struct CellFacts: Sendable {
  /// The ISO 4217 code of the city's prices.
  public var currency: String
  /// The generation that made the version live.
  public var generation: Int64
  /// The version of the city's catalogue.
  public var catalogue: Int64
  /// The cell's version.
  public var version: Int32
  /// Whether the city is open at all on the date.
  public var isOpen: Bool
  /// The JSON object of the date's holiday, if any.
  public var holiday: [UInt8]?
  /// The number of items without any filter.
  public var rowCount: Int32
  /// The number of items that pass the filters; nil when it was not asked for.
  public var total: Int32?
  /// When the version was built.
  public var builtAt: Instant
  /// The instant of the inputs that it was built from.
  public var inputsAsOf: Instant
  /// The instant at which a run last found the cell equal to its inputs.
  public var checkedAsOf: Instant

  /// Up to how many items of a cell a filtered total is counted.
  public static let countedCandidates: Int32 = 10_000
}
