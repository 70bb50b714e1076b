import NIOHTTP1

/// What HTTP/1.1 demands of a request before anybody asks what it means, as far as the parser leaves
/// that to others (RFC 9112).
struct RequestFraming {
  private let head: HTTPRequestHead
  private var hosts = 0
  private var namesHosts = true
  private var codings: [String] = []
  private var hasUpgrade = false

  /// The framing of a request with this head.
  init(_ head: HTTPRequestHead) {
    self.head = head
    // Once over the headers, most of which have names of other lengths.
    for (name, value) in head.headers {
      switch name.utf8.count {
      case 4 where name.lowercased() == "host":
        hosts += 1
        namesHosts = namesHosts && value.utf8.allSatisfy(RequestFraming.isOfHost)
      case 7 where name.lowercased() == "upgrade": hasUpgrade = true
      case 17 where name.lowercased() == "transfer-encoding": codings.append(value.lowercased())
      default: break
      }
    }
  }

  /// Why the request cannot be taken; nil when it can.
  var problem: Problem? {
    guard hosts == 1 || hosts == 0 && head.version != .http1_1 else {
      return Problem(.malformedRequest, "A request has one header Host, and this one has \(hosts).")
    }
    guard namesHosts else {
      return Problem(.malformedRequest, "The header Host names no host.")
    }
    // Two readings of where a body ends are how requests are smuggled (section 11.2).
    guard codings.isEmpty || head.version == .http1_1 && codings == ["chunked"] else {
      return Problem(.malformedRequest, "A body is sent as it is, or chunked.")
    }
    return nil
  }

  /// Whether the connection is of no use once the request is answered: the client says so, or hopes
  /// for another protocol, for which the parser has stopped reading this one.
  var isLast: Bool { hasUpgrade || head.method == .CONNECT || !head.isKeepAlive }

  /// What the client of a text that is no request is told.
  static func problem(of error: HTTPParserError) -> Problem {
    error == .headerOverflow
      ? tooLarge : Problem(.malformedRequest, "This is no request of HTTP/1.1.")
  }

  /// What the client of a head beyond the server's limits is told.
  static let tooLarge = Problem(
    .headersTooLarge, "The request line and the headers are too long, or too many.")

  /// The characters of a host with its port (RFC 3986 section 3.2.2).
  private static func isOfHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: hostMarks.contains(byte)
    }
  }

  private static let hostMarks = Array("-_~[]%!$&'()*+,;=".utf8)
}
