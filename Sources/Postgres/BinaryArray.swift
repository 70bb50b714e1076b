/// The binary form of a one-dimensional array.
enum BinaryArray {
  /// Appends the elements, nil for NULL, as an array of `element`.
  static func append(
    _ elements: [BinaryScalar?], of element: ColumnType, to bytes: inout [UInt8]
  ) throws(BinaryScalar.Refusal) {
    bytes.append(bigEndian: Int32(elements.isEmpty ? 0 : 1))
    bytes.append(bigEndian: Int32(elements.contains { $0 == nil } ? 1 : 0))
    bytes.append(bigEndian: element.rawValue)
    guard !elements.isEmpty else { return }
    bytes.append(bigEndian: Int32(elements.count))
    bytes.append(bigEndian: Int32(1))
    for value in elements {
      guard let value else {
        bytes.append(bigEndian: Int32(-1))
        continue
      }
      let start = bytes.count
      bytes.append(bigEndian: Int32(0))
      try value.append(to: &bytes, as: element)
      bytes.replace(at: start, bigEndian: Int32(bytes.count - start - 4))
    }
  }

  /// The elements as an array literal (`{"a",NULL}`), for the server to read as any type.
  static func literal(_ elements: [String?]) -> String {
    let items = elements.map { element in
      guard let element else { return "NULL" }
      let escaped = element.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
      return "\"\(String(escaped))\""
    }
    return "{\(items.joined(separator: ","))}"
  }
}
