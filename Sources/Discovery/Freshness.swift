public import Dates

/// From when an answer is.
public struct Freshness: Hashable, Sendable {
  /// The generation that made the cell's version live.
  public var generation: Int64
  /// When the version was built.
  public var builtAt: Instant
  /// The instant of the inputs that it was built from.
  public var inputsAsOf: Instant

  /// A freshness of all its parts.
  public init(generation: Int64, builtAt: Instant, inputsAsOf: Instant) {
    self.generation = generation
    self.builtAt = builtAt
    self.inputsAsOf = inputsAsOf
  }

  /// Writes the object.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("generation")
      json.integer(generation)
      json.name("built_at")
      json.string(builtAt.description)
      json.name("inputs_as_of")
      json.string(inputsAsOf.description)
    }
  }
}
