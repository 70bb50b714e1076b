import Dates

/// An answer as the cache keeps it: what depends on content alone, or the problem in its place.
struct StoredAnswer: Sendable {
  /// The body and its tag, or why there is none.
  let result: Result<Body, Problem>
  /// The instant at which the content was last known to agree with its inputs.
  let checkedAsOf: Instant?
  /// The generation that the content was read at; nil when the cell does not exist.
  let generation: Int64?

  /// The bytes and their validator.
  struct Body: Sendable {
    let bytes: [UInt8]
    let tag: EntityTag

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      tag = EntityTag(of: bytes)
    }
  }

  /// The bytes that the answer takes of the cache, with what is kept around them.
  var size: Int {
    switch result {
    case .success(let body): body.bytes.count + 256
    case .failure(let problem): problem.detail.utf8.count + 256
    }
  }
}
