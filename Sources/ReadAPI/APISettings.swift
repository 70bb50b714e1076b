/// What the operator decides of the read API; the defaults suit two cores behind a proxy.
public struct APISettings: Sendable, Hashable {
  /// How long a cache may serve an answer without asking again, on top of the answer's age.
  public var maxAgeSeconds = 30
  /// How long a cache may serve it beyond that while it asks.
  public var staleWhileRevalidateSeconds = 60
  /// What a client that is refused for want of a connection is told to wait.
  public var retryAfterSeconds = 1
  /// The bytes of answers that are kept in memory; 0 keeps none.
  public var cacheBytes = 32 * 1024 * 1024
  /// How often the database is asked for publications, heard of or not.
  public var pollSeconds: Int64 = 5
  /// How long what is known of publications is good for when nothing can be heard or asked.
  public var trustSeconds: Int64 = 30
  /// The age of the freshest cell of today beyond which the API is not ready; nil for any.
  public var readyMaxAgeSeconds: Int?
  /// The origins whose pages may read answers; `*` for all, none by default.
  public var origins: [String] = []
  /// How often one client may ask; nil for any number of times.
  public var rateLimit: RateLimit?
  /// The header in which a proxy names the client, where there is a proxy that sets it.
  public var clientHeader: String?

  /// The defaults.
  public init() {}

  /// How often one client may ask.
  public struct RateLimit: Sendable, Hashable {
    /// Requests a second in the long run.
    public var perSecond: Int
    /// Requests at once after a pause.
    public var burst: Int

    /// A limit of both parts, each at least 1.
    public init(perSecond: Int, burst: Int) {
      self.perSecond = perSecond
      self.burst = burst
    }
  }
}
