import Dates
import Store

/// What names an answer: the request's canonical text and what it is read at.
struct CacheKey: Hashable, Sendable {
  /// The endpoint and its canonical query.
  let request: String
  let standing: Standing
  /// The moment that the request reads at, where its standing does not imply it.
  var moment = ReadMoment.newest

  /// The name under which an answer is kept that was read at a standing.
  ///
  /// What was read of the past is another answer than a cursor's of the same version: it goes with
  /// the memory that could not tell its version.
  func named(by read: Standing?) -> CacheKey {
    guard moment == .newest, let read else { return self }
    return CacheKey(request: request, standing: read)
  }
}

/// What is live, as far as an answer depends on it.
///
/// A withdrawal changes rows of versions that are live already, so a generation alone names no
/// content; it moves the catalogue.
struct Standing: Hashable, Sendable {
  /// The generation that made the cell's version live, and so names one version for ever; negative,
  /// a reading of the memory of what is live, where no version is known.
  let generation: Int64
  /// The version of the city's catalogue; 0 where no version is known.
  let catalogue: Int64
}

/// What memory knows of a request's subject: what its answers are named by, and how fresh they are.
struct Place: Hashable, Sendable {
  let standing: Standing
  /// The instant at which the content was last known to agree with its inputs; nil when the memory
  /// cannot tell.
  let checkedAsOf: Instant?
  /// The moment to read at, where the standing does not imply it.
  var moment = ReadMoment.newest

  /// The name of the answer to a request.
  func key(_ request: String) -> CacheKey {
    CacheKey(request: request, standing: standing, moment: moment)
  }
}
