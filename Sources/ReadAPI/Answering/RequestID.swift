import Synchronization

/// What ties a request to its log line and to the traces of its callers.
struct RequestID: Sendable, Hashable {
  let text: String
  /// The id of the trace that the request belongs to, if it names one.
  let trace: String?

  /// The client's own id, if it is short and plain; else its trace's, or a new one.
  ///
  /// `traceparent` is that of W3C Trace Context; one that is malformed is as if there was none.
  init(sent: String?, traceparent: String? = nil) {
    trace = traceparent.flatMap(RequestID.trace)
    if let sent, (1...64).contains(sent.utf8.count), sent.utf8.allSatisfy(RequestID.isPlain) {
      text = sent
    } else {
      text = trace ?? RequestID.next()
    }
  }

  // Where a process begins tells its ids from those of others.
  private static let state = Atomic<UInt64>(.random(in: .min ... .max))

  /// An id that no other request of this process has, and hardly one of another. It is no secret, so
  /// the system need not be asked for randomness.
  private static func next() -> String {
    // SplitMix64 (Steele, Lea, Flood 2014), which gives each number once.
    var number = state.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
    number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
    return String(number ^ (number >> 31), radix: 16)
  }

  /// The trace id of `version-trace-parent-flags`, of which a later version may be longer.
  private static func trace(_ header: String) -> String? {
    let parts = header.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts.map(\.utf8.count).prefix(4) == [2, 32, 16, 2],
      parts.prefix(4).allSatisfy({ $0.utf8.allSatisfy(isHexadecimal) }), parts[0] != "ff",
      parts.count == 4 || parts[0] != "00", parts[1].contains(where: { $0 != "0" }),
      parts[2].contains(where: { $0 != "0" })
    else { return nil }
    return String(parts[1])
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
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
