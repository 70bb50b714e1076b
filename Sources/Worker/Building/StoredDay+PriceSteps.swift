import Store

extension StoredDay {
  /// The largest number of price rules that any space meets on the day.
  var priceSteps: Int {
    let byKind = Dictionary(grouping: scopes, by: \.kind).values
    return factors.count + byKind.reduce(0) { $0 + ($1.map(\.factors.count).max() ?? 0) }
  }
}
