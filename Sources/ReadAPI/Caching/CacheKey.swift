/// What names an answer for ever: the request's canonical text and what it is read at.
struct CacheKey: Hashable, Sendable {
  let query: String
  /// The generation of the live cell, or, negated, the newest of all where the cell does not exist.
  let generation: Int64
}
