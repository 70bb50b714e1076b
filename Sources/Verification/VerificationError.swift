import Calendars

/// Why a comparison cannot go on.
public enum VerificationError: Error, Sendable, CustomStringConvertible {
  /// The other side has failed.
  case noAnswer(Reply)
  /// The endpoint at a URL cannot be asked, or its answer cannot be read.
  case noEndpoint(String, String)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .noEndpoint(let url, let reason): "\(url) cannot be asked: \(reason)"
    case .noAnswer(let reply): "there is no answer: status \(reply.status), \(reply.body.compact)"
    }
  }
}
