/// What the operator decides of the read API; the defaults suit two cores behind a proxy.
public struct APISettings: Sendable, Hashable {
  /// How long a cache may serve an answer without asking again, on top of the answer's age.
  public var maxAgeSeconds = 30
  /// How long a cache may serve it beyond that while it asks.
  public var staleWhileRevalidateSeconds = 60
  /// What a client that is refused for want of a connection is told to wait.
  public var retryAfterSeconds = 1

  /// The defaults.
  public init() {}
}
