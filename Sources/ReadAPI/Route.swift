import Discovery

/// What a path stands for.
enum Route: Hashable, Sendable {
  case discovery
  case facets
  case cities
  case days(city: String)
  case health
  case metrics
  case openAPI
  case readiness

  /// The name under which the route is counted.
  var name: String {
    switch self {
    case .discovery: "discovery"
    case .facets: "facets"
    case .cities: "cities"
    case .days: "days"
    case .health: "health"
    case .metrics: "metrics"
    case .openAPI: "openapi"
    case .readiness: "readiness"
    }
  }

  /// Whether it serves those who operate the API, and not its clients.
  var isOperational: Bool {
    switch self {
    case .health, .metrics, .readiness: true
    case .discovery, .facets, .cities, .days, .openAPI: false
    }
  }

  /// The route of a path as it was sent, or nil when there is none.
  init?(path: some StringProtocol) {
    switch path {
    case "/v1/discovery": self = .discovery
    case "/v1/discovery/facets": self = .facets
    case "/v1/cities": self = .cities
    case "/metrics": self = .metrics
    case "/openapi.json": self = .openAPI
    case "/healthz": self = .health
    case "/readyz": self = .readiness
    default:
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 5, parts[..<3].elementsEqual(["", "v1", "cities"]), parts[4] == "days",
        !parts[3].isEmpty, let city = QueryString.decoded(path: parts[3])
      else { return nil }
      self = .days(city: city)
    }
  }
}
