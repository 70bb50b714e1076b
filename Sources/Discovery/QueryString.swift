/// The query part of a URL, decoded as HTML forms encode it (`application/x-www-form-urlencoded`,
/// WHATWG URL Standard), but strictly: a stray `%` or bytes that are not UTF-8 are refused.
public struct QueryString: Hashable, Sendable {
  /// Names and values in the order in which they were sent; a name without `=` has an empty value.
  public let pairs: [Pair]

  /// One decoded parameter.
  public struct Pair: Hashable, Sendable {
    /// The decoded name.
    public let name: String
    /// The decoded value.
    public let value: String
  }

  /// The string of names and values that need no decoding.
  public init(pairs: [(name: String, value: String)]) {
    self.pairs = pairs.map { Pair(name: $0.name, value: $0.value) }
  }

  /// The value that was first sent under a name.
  subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// The pairs of the text after `?`.
  public init(_ text: some StringProtocol) throws(ParameterFault) {
    var pairs: [Pair] = []
    for part in Array(text.utf8).split(separator: UInt8(ascii: "&")) {
      let halves = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = QueryString.decode(halves[0]) else {
        throw ParameterFault(String(decoding: halves[0], as: UTF8.self), nil, .undecodable)
      }
      guard halves.count > 1 else {
        pairs.append(Pair(name: name, value: ""))
        continue
      }
      guard let value = QueryString.decode(halves[1]) else {
        throw ParameterFault(name, String(decoding: halves[1], as: UTF8.self), .undecodable)
      }
      pairs.append(Pair(name: name, value: value))
    }
    self.pairs = pairs
  }

  /// A segment of a path with its escapes resolved, or nil when they are malformed; `+` is itself.
  public static func decoded(path segment: some StringProtocol) -> String? {
    decode(segment.utf8.flatMap { $0 == UInt8(ascii: "+") ? Array("%2B".utf8) : [$0] }[...])
  }

  /// Nil for a malformed escape, a NUL, which no stored text can hold, or broken UTF-8.
  private static func decode(_ encoded: ArraySlice<UInt8>) -> String? {
    // What nearly all requests are made of stands for itself.
    if encoded.allSatisfy(isPlain) { return String(decoding: encoded, as: UTF8.self) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(encoded.count)
    var rest = encoded.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(hexDigit), let low = rest.next().flatMap(hexDigit)
        else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (1..<128).contains(byte) && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "+")
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
