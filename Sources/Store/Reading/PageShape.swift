import Discovery
import SQL

/// What the statement of a page is made for: which files of `SQL/queries` it is written in.
///
/// Every shape answers right over every cell; they differ in what they cost.
enum PageShape: Hashable, CaseIterable {
  /// All of a cell in the recommended order, whatever the cell's size.
  case best
  /// All of a cell in another order, by one pass over the cell.
  case unfiltered
  /// What passes filters, by one pass over the cell.
  case filtered
  /// What passes filters in the recommended order, by blocks or as far along the key as is needed.
  case byKey
  /// A page in the order of an index, by that index and by blocks.
  case byIndex
  /// A page by distance, by blocks.
  case byDistance

  /// The shape for a query of a cell that may have blocks, or of one that has none.
  init(_ query: DiscoveryQuery, hasBlocks: Bool) {
    self =
      switch (query.isFiltered, query.sort) {
      case (false, .recommended): .best
      case (false, _) where !hasBlocks: .unfiltered
      case (true, _) where !hasBlocks: .filtered
      case (true, .recommended): .byKey
      case (_, .distance): .byDistance
      default: .byIndex
      }
  }

  var query: Query {
    switch self {
    case .best: .discoverBest
    case .unfiltered: .discoverUnfiltered
    case .filtered: .discover
    case .byKey: .discoverByKey
    case .byIndex: .discoverByIndex
    case .byDistance: .discoverByDistance
    }
  }
}
