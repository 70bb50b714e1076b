/// A request for a feed.
public struct FeedRequest: Hashable, Sendable {
  /// The absolute URL.
  public var url: String
  /// The value of If-None-Match.
  public var etag: String?

  /// A request for the URL, unless the server's copy still has the ETag.
  public init(url: String, etag: String? = nil) {
    self.url = url
    self.etag = etag
  }
}

/// The answer to a request.
public struct FeedResponse: Hashable, Sendable {
  /// The HTTP status.
  public var status: Int
  /// ETag as sent.
  public var etag: String?
  /// Location as sent.
  public var location: String?
  /// Content-Encoding as sent.
  public var encoding: String?
  /// Content-Length as sent.
  public var contentLength: Int?
  /// The whole body.
  public var body: [UInt8]

  /// An answer.
  public init(
    status: Int, etag: String? = nil, location: String? = nil, encoding: String? = nil,
    contentLength: Int? = nil, body: [UInt8] = []
  ) {
    self.status = status
    self.etag = etag
    self.location = location
    self.encoding = encoding
    self.contentLength = contentLength
    self.body = body
  }
}

/// Sends one request and reads the whole answer; follows no redirect.
public typealias FeedExchange = @Sendable (FeedRequest) async throws -> FeedResponse
