import Crypto

/// A strong entity tag (RFC 9110 section 8.8.3), another for each content coding.
struct EntityTag: Hashable, Sendable, CustomStringConvertible {
  private let digits: String
  private var coding = ContentCoding.identity

  /// The form of answers that tags stand for; a program that writes other bytes for the same
  /// content has another number.
  static let answerFormat = 3

  /// The tag of these bytes.
  init(of body: [UInt8]) {
    digits = EntityTag.digits(SHA256.hash(data: body))
  }

  /// The tag of what a name stands for, which is known without the bytes.
  ///
  /// It is made with a key, because the cursor in the body is, and tells nothing of the name.
  init(of name: CacheKey, _ key: CursorKey) {
    let text = """
      \(EntityTag.answerFormat)\n\(name.standing.generation)\n\(name.standing.catalogue)
      \(name.request)
      """
    digits = EntityTag.digits(key.authentication(of: Array("answer\n\(text)".utf8)))
  }

  private static func digits(_ digest: some Sequence<UInt8>) -> String {
    let alphabet = Array("0123456789abcdef".utf8)
    let digits = digest.prefix(12).flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The tag of the same content in a coding.
  func coded(as coding: ContentCoding) -> EntityTag {
    var tag = self
    tag.coding = coding
    return tag
  }

  var description: String {
    coding == .identity ? "\"\(digits)\"" : "\"\(digits)-\(coding.rawValue)\""
  }

  /// Whether an `If-None-Match` list names this tag; the comparison is weak (section 13.1.2).
  ///
  /// A list that is not well formed counts as far as it can be read.
  func matches(_ list: String) -> Bool {
    if list.utf8.allSatisfy({ [0x20, 0x09, UInt8(ascii: "*")].contains($0) }) {
      return list.utf8.count { $0 == UInt8(ascii: "*") } == 1
    }
    let wanted = description
    var rest = list[...]
    while let tag = EntityTag.next(&rest) {
      if tag == wanted { return true }
    }
    return false
  }

  /// Takes the next opaque tag with its quotes off the list.
  private static func next(_ rest: inout Substring) -> Substring? {
    rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
    if rest.hasPrefix("W/") { rest = rest.dropFirst(2) }
    guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return nil }
    let tag = rest[...end]
    rest = rest[rest.index(after: end)...]
    guard rest.isEmpty || [" ", "\t", ","].contains(rest.first) else { return nil }
    return tag
  }
}
