/// Which feeds may be fetched, how long that may take, and how much they may bring.
public struct FeedPolicy: Hashable, Sendable {
  /// The hosts that may be asked, redirects included: names, or `.example.org` for all hosts below
  /// a name, never the name itself. Nil allows every host.
  public var allowedHosts: [String]?
  /// Whether plain `http` is allowed besides `https`.
  public var allowsPlainHTTP = false
  /// Seconds that a fetch may take, redirects included.
  public var timeout = 30
  /// Bytes of a body.
  public var bodyLimit = 10 * 1024 * 1024
  /// How often a fetch is sent elsewhere.
  public var redirectLimit = 3
  /// Days after which a feed that could not be checked is warned about.
  public var warnAfterDays = 7

  /// `warnAfterDays` in seconds.
  public var oldestCheck: Double { Double(warnAfterDays) * 86_400 }

  /// The standard policy for these hosts.
  public init(allowedHosts: [String]? = nil) {
    self.allowedHosts = allowedHosts
  }

  /// Whether the host may be asked.
  public func allows(host: String) -> Bool {
    guard let allowedHosts else { return true }
    let host = host.lowercased()
    return allowedHosts.contains { allowed in
      let allowed = allowed.lowercased()
      return allowed.hasPrefix(".") ? host.hasSuffix(allowed) : host == allowed
    }
  }
}
