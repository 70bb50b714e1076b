import HTTPTypes

extension HTTPField.Name {
  static let requestID = known("X-Request-ID")
  static let serverTiming = known("Server-Timing")
  static let contentTypeOptions = known("X-Content-Type-Options")
  static let referrerPolicy = known("Referrer-Policy")
  static let asOf = known("As-Of")
  static let maxStaleness = known("Max-Staleness")

  private static func known(_ name: String) -> HTTPField.Name {
    HTTPField.Name(name) ?? .server
  }
}
