/// Chunks of COPY data that are made as they are asked for.
///
/// Iterating again begins anew; nothing is held but the chunk at hand.
struct Chunks: AsyncSequence, Sendable {
  typealias Element = [UInt8]
  /// Answers the next chunk at each call, and nil after the last.
  typealias Source = () throws -> [UInt8]?

  /// Opens the source; called at the first chunk.
  let open: @Sendable () throws -> Source

  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let open: @Sendable () throws -> Source
    private var source: Source?

    fileprivate init(open: @escaping @Sendable () throws -> Source) { self.open = open }

    mutating func next() async throws -> [UInt8]? {
      let source = try self.source ?? open()
      self.source = source
      return try source()
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(open: open) }

  /// Rows written by `write`, which answers false when there are no more.
  static func rows(_ write: @escaping (inout BinaryRows) throws -> Bool) -> Source {
    var rows = BinaryRows()
    var isFinished = false
    return {
      guard !isFinished else { return nil }
      while rows.bytes.count < chunkSize {
        guard try write(&rows) else {
          isFinished = true
          rows.finish()
          break
        }
      }
      return rows.take()
    }
  }

  private static let chunkSize = 1 << 16
}
