/// Somewhere that bytes come from, a chunk at a time.
protocol ByteSource {
  /// The next bytes, or an empty array at the end.
  mutating func read() throws -> [UInt8]
}

/// Bytes that are already in memory, handed out in chunks of a given size.
struct MemoryBytes: ByteSource {
  private let bytes: [UInt8]
  private let chunkSize: Int
  private var position = 0

  init(_ text: String, chunkSize: Int = 1 << 16) {
    self.init(Array(text.utf8), chunkSize: chunkSize)
  }

  init(_ bytes: [UInt8], chunkSize: Int = 1 << 16) {
    self.bytes = bytes
    self.chunkSize = max(1, chunkSize)
  }

  mutating func read() -> [UInt8] {
    let end = min(bytes.count, position + chunkSize)
    defer { position = end }
    return Array(bytes[position..<end])
  }
}
