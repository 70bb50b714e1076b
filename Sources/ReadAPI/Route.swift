import Discovery

/// What a path stands for.
enum Route: Hashable, Sendable {
  case discovery
  case facets
  case cities
  case days(city: String)
  case spaces
  case space(id: String)
  case explain
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
    case .spaces: "spaces"
    case .space: "space"
    case .explain: "explain"
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
    case .discovery, .facets, .cities, .days, .spaces, .space, .explain, .openAPI: false
    }
  }

  /// The route of a path as it was sent, or nil when there is none.
  init?(path: some StringProtocol) {
    switch path {
    case "/v1/discovery": self = .discovery
    case "/v1/discovery/facets": self = .facets
    case "/v1/cities": self = .cities
    case "/v1/spaces": self = .spaces
    case "/v1/explain": self = .explain
    case "/metrics": self = .metrics
    case "/openapi.json": self = .openAPI
    case "/healthz": self = .health
    case "/readyz": self = .readiness
    default:
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      switch parts.count {
      case 4 where parts[..<3].elementsEqual(["", "v1", "spaces"]):
        guard let id = Route.name(parts[3]) else { return nil }
        self = .space(id: id)
      case 5 where parts[..<3].elementsEqual(["", "v1", "cities"]) && parts[4] == "days":
        guard let city = Route.name(parts[3]) else { return nil }
        self = .days(city: city)
      default: return nil
      }
    }
  }

  /// Whether the route needs a bearer token.
  var isProtected: Bool {
    switch self {
    case .spaces, .space, .explain: true
    case .discovery, .facets, .cities, .days, .health, .metrics, .openAPI, .readiness: false
    }
  }

  /// The name that a segment of a path holds, or nil when it is empty or malformed.
  private static func name(_ segment: some StringProtocol) -> String? {
    segment.isEmpty ? nil : QueryString.decoded(path: segment)
  }
}
