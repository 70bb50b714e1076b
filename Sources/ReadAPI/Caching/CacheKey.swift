import Dates

/// What names an answer for ever: the request's canonical text and what it is read at.
struct CacheKey: Hashable, Sendable {
  /// The endpoint and its canonical query.
  let request: String
  let standing: Standing
}

/// What is live, as far as an answer depends on it.
///
/// A withdrawal changes rows of versions that are live already, so a generation alone names no
/// content; it moves the catalogue.
struct Standing: Hashable, Sendable {
  /// The generation that made the cell's version live, and so names one version for ever; negated,
  /// the newest of all where the cell does not exist.
  let generation: Int64
  /// The version of the city's catalogue; the sum over all cities where the cell does not exist.
  let catalogue: Int64
}

/// What memory knows of a request's subject: what its answers are named by, and how fresh they are.
struct Place: Hashable, Sendable {
  let standing: Standing
  /// The instant at which the content was last known to agree with its inputs; nil when the memory
  /// cannot tell.
  let checkedAsOf: Instant?
}
