public import HTTPTypes

/// A whole response: status, headers and the bytes of its body.
public struct Answer: Sendable, Hashable {
  /// The status.
  public var status: HTTPResponse.Status
  /// The headers.
  public var headers: HTTPFields
  /// The body.
  public var body: [UInt8]

  /// An answer with a body of a media type.
  public init(_ status: HTTPResponse.Status, _ body: [UInt8], type: String = "application/json") {
    self.init(status, body, AnswerFields.common)
    headers[.contentType] = type
  }

  /// An answer without a body.
  public init(_ status: HTTPResponse.Status) {
    self.init(status, [], AnswerFields.common)
  }

  /// An answer with headers that begin with those that all have.
  init(_ status: HTTPResponse.Status, _ body: [UInt8], _ headers: HTTPFields) {
    self.status = status
    self.body = body
    self.headers = headers
  }

  /// Fills the places of what each request has of its own.
  mutating func sign(_ date: HTTPField, _ id: RequestID, _ timing: ServerTiming) {
    headers[AnswerFields.date] = date
    headers[AnswerFields.requestID] = HTTPField(name: .requestID, value: id.text)
    let stages = timing.header
    if !stages.isEmpty {
      headers[AnswerFields.serverTiming] = HTTPField(name: .serverTiming, value: stages)
    } else if headers[AnswerFields.serverTiming].value.isEmpty {
      headers.remove(at: AnswerFields.serverTiming)
    }
  }
}
