import NIOHTTP1

/// What HTTP/1.1 demands of a request before anybody asks what it means, as far as the parser leaves
/// that to others (RFC 9112).
enum RequestFraming {
  /// Why a request with this head cannot be taken; nil when it can.
  static func problem(of head: HTTPRequestHead) -> Problem? {
    let hosts = head.headers["host"]
    guard hosts.count == 1 || hosts.isEmpty && head.version != .http1_1 else {
      return Problem(
        .malformedRequest, "A request has one header Host, and this one has \(hosts.count).")
    }
    guard hosts.allSatisfy({ $0.utf8.allSatisfy(isOfHost) }) else {
      return Problem(.malformedRequest, "The header Host names no host.")
    }
    // Two readings of where a body ends are how requests are smuggled (section 11.2).
    let codings = head.headers["transfer-encoding"]
    let isChunked = head.version == .http1_1 && codings.map { $0.lowercased() } == ["chunked"]
    guard codings.isEmpty || isChunked else {
      return Problem(.malformedRequest, "A body is sent as it is, or chunked.")
    }
    return nil
  }

  /// What the client of a text that is no request is told.
  static func problem(of error: HTTPParserError) -> Problem {
    error == .headerOverflow
      ? tooLarge : Problem(.malformedRequest, "This is no request of HTTP/1.1.")
  }

  /// What the client of a head beyond the server's limits is told.
  static let tooLarge = Problem(
    .headersTooLarge, "The request line and the headers are too long, or too many.")

  /// Whether the connection is of no use once the request is answered: the client says so, or hopes
  /// for another protocol, for which the parser has stopped reading this one.
  static func isLast(_ head: HTTPRequestHead) -> Bool {
    !head.isKeepAlive || head.method == .CONNECT || head.headers.contains(name: "upgrade")
  }

  /// The characters of a host with its port (RFC 3986 section 3.2.2).
  private static func isOfHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: hostMarks.contains(byte)
    }
  }

  private static let hostMarks = Array("-._~:[]%!$&'()*+,;=".utf8)
}
