import Crypto

/// A strong entity tag over the bytes of a body (RFC 9110 section 8.8.3).
struct EntityTag: Hashable, Sendable, CustomStringConvertible {
  let description: String

  init(of body: [UInt8]) {
    let digest = SHA256.hash(data: body).prefix(12)
    description = "\"\(digest.map { hex($0) }.joined())\""
  }

  /// Whether an `If-None-Match` list names this tag; the comparison is weak (section 13.1.2).
  func matches(_ list: String) -> Bool {
    list.split(separator: ",").contains { member in
      let tag = member.trimming(while: { $0 == " " || $0 == "\t" })
      return tag == "*" || tag == description[...] || tag == "W/\(description)"[...]
    }
  }
}

private func hex(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return byte < 16 ? "0\(digits)" : digits
}

extension Substring {
  fileprivate func trimming(while isSpace: (Character) -> Bool) -> Substring {
    var rest = drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest = rest.dropLast() }
    return rest
  }
}
