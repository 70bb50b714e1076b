public import HTTPTypes

/// A whole response: status, headers and the bytes of its body.
public struct Answer: Sendable, Hashable {
  /// The status.
  public var status: HTTPResponse.Status
  /// The headers, without those that the server sets on every response.
  public var headers: HTTPFields
  /// The body.
  public var body: [UInt8]

  /// An answer with a body of a media type.
  public init(_ status: HTTPResponse.Status, _ body: [UInt8], type: String = "application/json") {
    self.status = status
    self.body = body
    headers = [.contentType: type]
  }

  /// An answer without a body.
  public init(_ status: HTTPResponse.Status) {
    self.status = status
    body = []
    headers = [:]
  }

  /// Adds a header that the answer does not have yet; to set one would look for it.
  mutating func add(_ name: HTTPField.Name, _ value: String) {
    headers.append(HTTPField(name: name, value: value))
  }
}
