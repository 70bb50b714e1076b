/// A request that is not answered, as a client is told.
public struct LiveRefusal: Error, Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// The stable code of the README's table.
  public var code: String
  /// The parameter at fault, if one is.
  public var parameter: String?

  /// A refusal of all its parts.
  public init(status: Int, code: String, parameter: String? = nil) {
    self.status = status
    self.code = code
    self.parameter = parameter
  }

  static func missing(_ name: String) -> LiveRefusal {
    LiveRefusal(status: 400, code: "missing-parameter", parameter: name)
  }

  static func unknown(_ name: String) -> LiveRefusal {
    LiveRefusal(status: 400, code: "unknown-parameter", parameter: name)
  }

  static func repeated(_ name: String) -> LiveRefusal {
    LiveRefusal(status: 400, code: "repeated-parameter", parameter: name)
  }

  static func invalid(_ name: String) -> LiveRefusal {
    LiveRefusal(status: 400, code: "invalid-parameter", parameter: name)
  }

  static func contradictory(_ name: String) -> LiveRefusal {
    LiveRefusal(status: 400, code: "contradictory-parameters", parameter: name)
  }

  static let unknownCity = LiveRefusal(status: 404, code: "unknown-city")
  static let dateNotBuilt = LiveRefusal(status: 404, code: "date-not-built")
}
