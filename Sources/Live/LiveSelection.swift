/// The items of a cell that a request asks for, in its order.
public struct LiveSelection: Sendable {
  /// Every item of every page, in order.
  public let items: [LiveItem]
  private let cell: LiveCell
  private let query: LiveQuery

  /// Filters and sorts the items of a cell.
  public init(_ query: LiveQuery, of cell: LiveCell) {
    self.cell = cell
    self.query = query
    let chosen = query.isFiltered ? cell.items.filter(query.wants) : cell.items
    items = chosen.sorted(by: query.isBefore)
  }

  /// The sizes, up to the greatest of a page, of a first page that ends between two items which
  /// only their ids tell apart.
  public var sizesThatEndInTies: [Int] {
    zip(items.prefix(100), items.dropFirst()).enumerated().compactMap { index, pair in
      query.isTie(pair.0, pair.1) ? index + 1 : nil
    }
  }

  /// The page that follows the first `skipped` items.
  public func page(after skipped: Int = 0, limit: Int? = nil) -> LivePage {
    let limit = limit ?? query.limit
    let rest = items.dropFirst(skipped)
    return LivePage(
      cell: cell, near: query.near, items: Array(rest.prefix(limit)), limit: limit,
      isFiltered: query.isFiltered, total: items.count, hasNext: rest.count > limit)
  }
}

extension LiveQuery {
  /// Whether an item passes every filter.
  func wants(_ item: LiveItem) -> Bool {
    if !categories.isEmpty, !categories.contains(item.space.category) { return false }
    if !addOns.isEmpty, !addOns.isSubset(of: item.addOns) { return false }
    if let capacity, !capacity.contains(item.capacity) { return false }
    if let price, !price.contains(item.priceMinor) { return false }
    if let near, let radiusMetres { return item.place.metres(to: near) <= radiusMetres }
    return true
  }

  /// Whether an item comes before another; the space id settles ties.
  func isBefore(_ one: LiveItem, _ other: LiveItem) -> Bool {
    let (first, second) = (one.space.spaceID, other.space.spaceID)
    switch order {
    case .recommended:
      return one.score != other.score ? one.score > other.score : first < second
    case .price:
      return one.priceMinor != other.priceMinor
        ? one.priceMinor < other.priceMinor : first < second
    case .dearest:
      return one.priceMinor != other.priceMinor
        ? one.priceMinor > other.priceMinor : first > second
    case .rating:
      switch (one.space.ratingHundredths, other.space.ratingHundredths) {
      case (let one?, let other?): return one != other ? one > other : first < second
      case (.some, nil): return true
      case (nil, .some): return false
      case (nil, nil): return first < second
      }
    case .capacity:
      return one.capacity != other.capacity ? one.capacity < other.capacity : first < second
    case .distance:
      guard let near else { return first < second }
      let (here, there) = (one.place.squaredChord(to: near), other.place.squaredChord(to: near))
      return here != there ? here < there : first < second
    }
  }
}

extension LiveQuery {
  /// Whether only the ids of two items decide which one comes first.
  fileprivate func isTie(_ one: LiveItem, _ other: LiveItem) -> Bool {
    var twin = other
    twin.space.spaceID = one.space.spaceID
    return !isBefore(one, twin) && !isBefore(twin, one)
  }
}
