extension CSVRecord {
  /// The text of a column, and whether it had to be repaired: bytes that are not UTF-8 and NULs,
  /// which PostgreSQL does not store, become U+FFFD.
  func text(_ column: Int?) -> (text: String, isRepaired: Bool) {
    let bytes = self[column]
    if !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) {
      return (text, false)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return (String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }), true)
  }
}
