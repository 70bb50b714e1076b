/// Parameters in the form that libpq sends: one buffer, and where each value lies in it.
struct EncodedParameters {
  private var bytes: [UInt8] = []
  private var offsets: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  /// Encodes `parameters` as the `types` that the server found in the statement.
  init(_ parameters: [Parameter], types: [ColumnType], statement: String) throws(PostgresError) {
    guard parameters.count == types.count else {
      throw PostgresError(
        .parameter, statement: statement,
        message: "the statement has \(types.count) parameters, but \(parameters.count) were given")
    }
    for (index, (parameter, type)) in zip(parameters, types).enumerated() {
      do {
        try append(parameter, as: type)
      } catch {
        throw PostgresError(
          .parameter, statement: statement,
          message: "parameter $\(index + 1) is \(type) in the statement, but the value is "
            + "\(parameter.typeName): \(error)")
      }
    }
  }

  /// Calls `body` with the count, values, lengths and formats that `PQsendQueryPrepared` takes.
  func withPointers<R>(
    _ body: (
      Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> R
  ) -> R {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
      return body(Int32(values.count), values, lengths, formats)
    }
  }

  private mutating func append(
    _ parameter: Parameter, as type: ColumnType
  ) throws(BinaryScalar.Refusal) {
    let start = bytes.count
    let binary = try write(parameter, as: type)
    offsets.append(parameter == .null ? nil : start)
    lengths.append(Int32(bytes.count - start))
    formats.append(binary ? 1 : 0)
    // Ends a value in text form, and gives an empty one an address: libpq reads nil as NULL.
    bytes.append(0)
  }

  /// Writes the value and tells whether it is in binary form.
  private mutating func write(
    _ parameter: Parameter, as type: ColumnType
  ) throws(BinaryScalar.Refusal) -> Bool {
    if let text = parameter.text(for: type) {
      guard !text.utf8.contains(0) else { throw .containsNUL }
      bytes.append(contentsOf: text.utf8)
      return false
    }
    try parameter.append(to: &bytes, as: type)
    return true
  }
}
