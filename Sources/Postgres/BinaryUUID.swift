/// PostgreSQL's binary `uuid`: sixteen bytes.
enum BinaryUUID {
  /// The canonical text in lower case.
  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append("-") }
      if byte < 16 { text.append("0") }
      text.append(String(byte, radix: 16))
    }
    return text
  }
}
