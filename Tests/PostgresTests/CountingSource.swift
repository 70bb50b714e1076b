import Synchronization

/// Chunks made on demand, and how many were asked for.
final class CountingSource: AsyncSequence, Sendable {
  private let limit: Int
  private let make: @Sendable (Int) -> [UInt8]
  private let count = Atomic(0)

  init(limit: Int, make: @escaping @Sendable (Int) -> [UInt8]) {
    self.limit = limit
    self.make = make
  }

  var asked: Int { count.load(ordering: .relaxed) }

  func makeAsyncIterator() -> Iterator { Iterator(source: self) }

  struct Iterator: AsyncIteratorProtocol {
    let source: CountingSource

    func next() async -> [UInt8]? {
      let number = source.count.add(1, ordering: .relaxed).newValue
      return number > source.limit ? nil : source.make(number)
    }
  }
}
