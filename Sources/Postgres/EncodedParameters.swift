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
    switch parameter {
    case .null: return false
    case .bool(let value): return try write(scalar: .bool(value), as: type)
    case .int2(let value): return try write(integer: Int64(value), as: type)
    case .int4(let value): return try write(integer: Int64(value), as: type)
    case .int8(let value): return try write(integer: value, as: type)
    case .float8(let value): return try write(double: value, as: type)
    case .numeric(let text):
      return try write(text: text, as: type, [.numeric, .float8, .float4, .int8, .int4, .int2])
    case .text(let text):
      return type.isText
        ? try write(scalar: .text(text), as: type) : try write(text: text, as: type, [type])
    case .jsonb(let text): return try write(text: text, as: type, [.jsonb, .json])
    case .uuid(let text): return try write(text: text, as: type, [.uuid])
    case .bytea(let value): return try write(scalar: .bytea(value), as: type)
    case .date(let value): return try write(scalar: .date(value), as: type)
    case .timestamptz(let value): return try write(scalar: .timestamptz(value), as: type)
    case .boolArray(let values):
      return try write(elements: values.map { $0.map { .bool($0) } }, as: type)
    case .int4Array(let values):
      return try write(elements: values.map { $0.map { .integer(Int64($0)) } }, as: type)
    case .int8Array(let values):
      return try write(elements: values.map { $0.map { .integer($0) } }, as: type)
    case .float8Array(let values):
      return try write(elements: values.map { $0.map { .double($0) } }, as: type)
    case .textArray(let values):
      guard let element = type.element, !element.isText else {
        return try write(elements: values.map { $0.map { .text($0) } }, as: type)
      }
      return try write(text: BinaryArray.literal(values), as: type, [type])
    case .dateArray(let values):
      return try write(elements: values.map { $0.map { .date($0) } }, as: type)
    }
  }

  private mutating func write(
    scalar: BinaryScalar, as type: ColumnType
  ) throws(BinaryScalar.Refusal) -> Bool {
    try scalar.append(to: &bytes, as: type)
    return true
  }

  private mutating func write(
    elements: [BinaryScalar?], as type: ColumnType
  ) throws(BinaryScalar.Refusal) -> Bool {
    guard let element = type.element else { throw .wrongType }
    try BinaryArray.append(elements, of: element, to: &bytes)
    return true
  }

  private mutating func write(
    integer: Int64, as type: ColumnType
  ) throws(BinaryScalar.Refusal) -> Bool {
    guard type != .numeric else { return try write(text: "\(integer)", as: type, [.numeric]) }
    return try write(scalar: .integer(integer), as: type)
  }

  private mutating func write(
    double: Double, as type: ColumnType
  ) throws(BinaryScalar.Refusal) -> Bool {
    guard type != .numeric else { return try write(text: "\(double)", as: type, [.numeric]) }
    return try write(scalar: .double(double), as: type)
  }

  /// Writes text for the server to read as `type`, which must be one of `allowed`.
  private mutating func write(
    text: String, as type: ColumnType, _ allowed: [ColumnType]
  ) throws(BinaryScalar.Refusal) -> Bool {
    guard allowed.contains(type) else { throw .wrongType }
    guard !text.utf8.contains(0) else { throw .containsNUL }
    bytes.append(contentsOf: text.utf8)
    return false
  }
}
