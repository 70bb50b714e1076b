/// What is wrong with one parameter of a request.
public struct ParameterFault: Error, Hashable {
  /// The parameter's name as it was sent.
  public let parameter: String
  /// The value as it was sent; nil when the parameter is missing.
  public let value: String?
  /// What is wrong with it.
  public let cause: Cause

  /// What can be wrong with a parameter.
  public enum Cause: Error, Hashable {
    /// Required, and missing or empty.
    case missing
    /// No parameter of this endpoint.
    case unknown
    /// Sent more than once.
    case repeated
    /// A stray `%`, a NUL, or bytes that are not UTF-8.
    case undecodable
    /// Not of the expected form, which the text names.
    case malformed(expected: String)
    /// Of the right form, but outside the range that the text names.
    case outOfRange(String)
    /// Cannot hold together with this other parameter.
    case contradicts(parameter: String, value: String)
    /// Means nothing without this other parameter.
    case needs(parameter: String)
    /// A cursor that was altered, or made for another query or by another key.
    case foreignCursor
    /// Asks for something that discovery by city and date does not offer.
    case unsupported(UnsupportedRequest)
  }

  /// A fault of a parameter.
  public init(_ parameter: String, _ value: String?, _ cause: Cause) {
    self.parameter = parameter
    self.value = value
    self.cause = cause
  }

  /// The stable code that clients match on.
  public var code: String {
    switch cause {
    case .missing: "missing-parameter"
    case .unknown: "unknown-parameter"
    case .repeated: "repeated-parameter"
    case .undecodable, .malformed, .outOfRange: "invalid-parameter"
    case .contradicts, .needs: "contradictory-parameters"
    case .foreignCursor: "invalid-cursor"
    case .unsupported(let request): request.code
    }
  }

  /// One sentence that names the parameter and its value.
  public var message: String {
    switch cause {
    case .missing: "The parameter \(parameter) is required."
    case .unknown: "There is no parameter \(quoted(parameter))."
    case .repeated: "The parameter \(parameter) is sent more than once."
    case .undecodable:
      "The parameter \(parameter) is not percent-encoded UTF-8: \(shownValue)."
    case .malformed(let expected): "The parameter \(parameter) is not \(expected): \(shownValue)."
    case .outOfRange(let range): "The parameter \(parameter) is not \(range): \(shownValue)."
    case .contradicts(let other, let otherValue):
      "The parameter \(parameter) (\(shownValue)) contradicts \(other) (\(quoted(otherValue)))."
    case .needs(let other):
      "The parameter \(parameter) (\(shownValue)) needs the parameter \(other)."
    case .foreignCursor:
      "The parameter cursor was altered or made for another query: \(shownValue)."
    case .unsupported(let request):
      "The parameter \(parameter) asks for \(request.subject), which is not offered here."
    }
  }

  private var shownValue: String { quoted(value ?? "") }

  /// Long values are cut, so that an answer cannot be made to grow with the request.
  private func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(81)
    guard shown.count > 80 else { return "'\(text)'" }
    return "'\(String(String.UnicodeScalarView(shown.prefix(80))))...'"
  }
}
