/// What ties a request to its log line.
struct RequestID: Sendable, Hashable {
  let text: String

  /// The client's own id, if it is short and plain, or a new one.
  init(sent: String?) {
    guard let sent, (1...64).contains(sent.utf8.count), sent.utf8.allSatisfy(RequestID.isPlain)
    else {
      text = String(UInt64.random(in: .min ... .max), radix: 16)
      return
    }
    text = sent
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}
