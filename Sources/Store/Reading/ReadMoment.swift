public import Dates

/// When an answer is to be from.
public enum ReadMoment: Hashable, Sendable {
  /// What is live.
  case newest
  /// What was live once this generation was published.
  case generation(Int64)
  /// What was live at this instant.
  case instant(Instant)

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
