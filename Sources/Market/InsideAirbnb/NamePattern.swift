/// A name in which each `*` stands for any text, also none.
struct NamePattern {
  private let parts: [Substring.UTF8View]

  init(_ text: String) {
    parts = text.split(separator: "*", omittingEmptySubsequences: false).map(\.utf8)
  }

  /// Whether the whole of `name` fits.
  func matches(_ name: String) -> Bool {
    var rest = name.utf8[...]
    for (index, part) in parts.enumerated() {
      if index == 0 {
        guard rest.starts(with: part) else { return false }
        rest = rest.dropFirst(part.count)
      } else if index == parts.count - 1 {
        return rest.count >= part.count && rest.suffix(part.count).elementsEqual(part)
      } else {
        while !rest.starts(with: part) {
          guard !rest.isEmpty else { return false }
          rest = rest.dropFirst()
        }
        rest = rest.dropFirst(part.count)
      }
    }
    return rest.isEmpty
  }
}
