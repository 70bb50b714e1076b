import Synchronization

/// Items that several tasks take in order.
final class WorkQueue<Item: Sendable>: Sendable {
  private let items: [Item]
  private let next = Atomic(0)

  init(_ items: [Item]) {
    self.items = items
  }

  /// The next item with its place; nil when all are taken.
  func take() -> (place: Int, item: Item)? {
    let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return place < items.count ? (place, items[place]) : nil
  }
}
