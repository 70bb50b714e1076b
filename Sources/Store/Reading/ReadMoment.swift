public import Dates

/// When an answer is to be from.
public enum ReadMoment: Hashable, Sendable {
  /// What is live.
  case newest
  /// What was live once this generation was published.
  case generation(Int64)
  /// What was live at this instant.
  case instant(Instant)

  /// The moment of a text: a generation, or an RFC 3339 instant; nil for anything else.
  public init?(_ text: String) {
    if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    {
      guard let generation = Int64(text) else { return nil }
      self = .generation(generation)
    } else {
      guard let instant = Instant(rfc3339: text) else { return nil }
      self = .instant(instant)
    }
  }

  /// The generation to read at, which an instant overrides.
  var generation: Int64 {
    switch self {
    case .generation(let generation): generation
    case .newest, .instant: .max
    }
  }

  /// The instant to read at, if there is one.
  var instant: Instant? {
    guard case .instant(let instant) = self else { return nil }
    return instant
  }
}
