/// Where a page ended, so that the next one starts right after it in the same version.
///
/// The version is named by a generation at which it was live: publications never change what was
/// live at an earlier one.
///
/// Its text is opaque to clients: a format byte and the members in big-endian order, then a tag
/// that binds them to the query, all in base64url. How the tag is made is the caller's matter, who
/// holds the key; without a tag that agrees there is no cursor.
public struct Cursor: Hashable, Sendable {
  /// The generation that the first page was read at.
  public var generation: Int64
  /// The last item's place in the order.
  public var place: SortPlace
  /// The total that the first page counted.
  public var total: Int32
  /// Whether the total is exact.
  public var totalIsExact: Bool

  /// A cursor of all its parts.
  public init(generation: Int64, place: SortPlace, total: Int32, totalIsExact: Bool) {
    self.generation = generation
    self.place = place
    self.total = total
    self.totalIsExact = totalIsExact
  }

  /// The number of bytes of a tag.
  public static let tagLength = 16
  private static let format: UInt8 = 1
  private static let payloadLength = 1 + 8 + 8 + 8 + 4 + 1

  /// The bytes that a tag is made over, together with the query.
  public var payload: [UInt8] {
    var bytes = [Cursor.format]
    append(generation, to: &bytes)
    append(place.key, to: &bytes)
    append(place.tie, to: &bytes)
    append(total, to: &bytes)
    bytes.append(totalIsExact ? 1 : 0)
    return bytes
  }

  /// The text of a payload and its tag.
  public static func text(payload: [UInt8], tag: some Collection<UInt8>) -> String {
    Base64URL.encode(payload + tag)
  }

  /// The payload and the tag of a text, or nil when it is not of this form.
  public static func split(_ text: String) -> (payload: [UInt8], tag: [UInt8])? {
    let length = payloadLength + tagLength
    guard text.utf8.count == (length * 4 + 2) / 3, let bytes = Base64URL.decode(text),
      bytes.count == length
    else { return nil }
    return (Array(bytes[..<payloadLength]), Array(bytes[payloadLength...]))
  }

  /// The cursor of a payload, or nil when it is of another format.
  public init?(payload: [UInt8]) {
    guard payload.count == Cursor.payloadLength, payload[0] == Cursor.format, payload[29] <= 1
    else { return nil }
    generation = Cursor.integer(payload[1..<9])
    place = SortPlace(Cursor.integer(payload[9..<17]), Cursor.integer(payload[17..<25]))
    total = Cursor.integer(payload[25..<29])
    totalIsExact = payload[29] == 1
  }

  private func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  private static func integer<Number: FixedWidthInteger & SignedInteger>(
    _ bytes: ArraySlice<UInt8>
  ) -> Number {
    Number(truncatingIfNeeded: bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) })
  }
}
