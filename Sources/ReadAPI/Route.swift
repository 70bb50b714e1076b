/// What a path stands for.
enum Route: Hashable, Sendable {
  case discovery
  case cities
  case health
  case readiness

  /// The route of a path, or nil when there is none.
  init?(path: some StringProtocol) {
    switch path {
    case "/v1/discovery": self = .discovery
    case "/v1/cities": self = .cities
    case "/healthz": self = .health
    case "/readyz": self = .readiness
    default: return nil
    }
  }
}
