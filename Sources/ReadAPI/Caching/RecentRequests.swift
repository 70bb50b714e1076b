import Discovery
import Synchronization

/// What the texts of the last requests ask for: most requests have been read before, and to read
/// one costs as much as to find its answer in memory.
///
/// Two halves approximate the order of use, as in `ResponseCache`.
final class RecentRequests: Sendable {
  /// A request for discovery as it has been read.
  final class Reading: Sendable {
    let query: DiscoveryQuery
    let cursor: Cursor?
    /// The canonical text, which names its answer.
    let text: String

    init(query: DiscoveryQuery, cursor: Cursor?, text: String) {
      self.query = query
      self.cursor = cursor
      self.text = text
    }
  }

  private struct State {
    var young: [String: Reading] = [:]
    var old: [String: Reading] = [:]

    mutating func find(_ key: String) -> Reading? {
      if let reading = young[key] { return reading }
      guard let reading = old[key] else { return nil }
      keep(reading, key)
      return reading
    }

    mutating func keep(_ reading: Reading, _ key: String) {
      if young.count >= RecentRequests.limit { (old, young) = (young, [:]) }
      young[key] = reading
    }
  }

  /// The texts of a half at most, and the bytes of one.
  static let (limit, longest) = (2048, 512)
  private let state = Mutex(State())

  /// What a text asks for: from memory, or as `read` says; what it throws is not kept.
  func reading<E: Error>(
    of text: Substring, _ read: (Substring) throws(E) -> Reading
  ) throws(E) -> Reading {
    guard text.utf8.count <= RecentRequests.longest else { return try read(text) }
    let key = String(text)
    if let known = state.withLock({ $0.find(key) }) { return known }
    let reading = try read(text)
    state.withLock { $0.keep(reading, key) }
    return reading
  }

  /// The texts that are kept.
  var count: Int { state.withLock { $0.young.count + $0.old.count } }
}
