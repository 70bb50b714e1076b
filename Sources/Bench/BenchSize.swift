/// How large the market of a bench is.
public enum BenchSize: String, Sendable, CaseIterable {
  /// About 0.2 million result rows.
  case small
  /// About 2 million: 20 cities of 2,000 spaces on 60 dates.
  case medium
  /// About 20 million.
  case large

  var cities: Int {
    switch self {
    case .small: 4
    case .medium: 20
    case .large: 200
    }
  }

  var spaces: Int { self == .small ? 1_000 : 2_000 }

  var days: Int { 60 }

  /// The rounds of an interleaved comparison, unless the user says otherwise.
  var rounds: Int { self == .large ? 1 : 3 }
}
