public import Calendars

/// Why a fetch gave no usable copy.
public enum FeedFailure: Error, Hashable, Sendable {
  case missingFile
  case badURL(String)
  case schemeNotAllowed(String)
  case hostNotAllowed(String)
  case tooManyRedirects(Int)
  case redirectWithoutTarget
  case timedOut(seconds: Int)
  case status(Int)
  case tooLarge(limit: Int)
  case shortBody(expected: Int, received: Int)
  case emptyBody
  case encoded(String)
  case transport(String)
  case refused(Diagnostic)
  case notKept(String)
}

extension FeedFailure: CustomStringConvertible {
  /// One sentence without a full stop, with the value at fault.
  public var description: String {
    switch self {
    case .missingFile: "there is no such file"
    case .badURL(let url): "'\(url)' is not a URL"
    case .schemeNotAllowed(let scheme): "'\(scheme)' is not allowed, only https"
    case .hostNotAllowed(let host): "the host '\(host)' is not allowed"
    case .tooManyRedirects(let limit): "it is redirected more than \(limit) times"
    case .redirectWithoutTarget: "it is redirected to nowhere"
    case .timedOut(let seconds): "there is no whole answer within \(seconds) s"
    case .status(let status): "the answer has status \(status)"
    case .tooLarge(let limit): "the answer has more than \(limit) bytes"
    case .shortBody(let expected, let received):
      "the answer has \(received) bytes where \(expected) were announced"
    case .emptyBody: "the answer is empty"
    case .encoded(let coding): "the answer is encoded as '\(coding)', which was not asked for"
    case .transport(let reason): "the connection failed: \(reason)"
    case .refused(let diagnostic): diagnostic.message
    case .notKept(let reason): "the copy cannot be kept: \(reason)"
    }
  }
}
