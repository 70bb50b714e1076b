extension Parameter {
  /// Appends the value in the binary form of `type`; nothing for NULL.
  func append(to bytes: inout [UInt8], as type: ColumnType) throws(BinaryScalar.Refusal) {
    if let scalar {
      try scalar.append(to: &bytes, as: type)
    } else if let elements {
      guard let element = type.element else { throw .wrongType }
      try BinaryArray.append(elements, of: element, to: &bytes)
    } else if self != .null {
      throw .wrongType
    }
  }

  /// The text for the server to read as `type`, nil for a value that goes in binary form.
  func text(for type: ColumnType) -> String? {
    switch (self, type) {
    case (.int2(let value), .numeric): "\(value)"
    case (.int4(let value), .numeric): "\(value)"
    case (.int8(let value), .numeric): "\(value)"
    case (.float8(let value), .numeric): "\(value)"
    case (.numeric(let text), .numeric), (.numeric(let text), .float8),
      (.numeric(let text), .float4), (.numeric(let text), .int8), (.numeric(let text), .int4),
      (.numeric(let text), .int2):
      text
    case (.uuid(let text), .uuid): text
    case (.text(let text), _) where !type.isText: text
    case (.textArray(let values), _) where type.element?.isText == false:
      BinaryArray.literal(values)
    default: nil
    }
  }

  private var scalar: BinaryScalar? {
    switch self {
    case .bool(let value): .bool(value)
    case .int2(let value): .integer(Int64(value))
    case .int4(let value): .integer(Int64(value))
    case .int8(let value): .integer(value)
    case .float8(let value): .double(value)
    case .text(let value): .text(value)
    case .jsonb(let value): .json(value)
    case .bytea(let value): .bytea(value)
    case .date(let value): .date(value)
    case .timestamptz(let value): .timestamptz(value)
    case .null, .numeric, .uuid, .boolArray, .int4Array, .int8Array, .float8Array, .textArray,
      .dateArray:
      nil
    }
  }

  private var elements: [BinaryScalar?]? {
    switch self {
    case .boolArray(let values): values.map { $0.map { .bool($0) } }
    case .int4Array(let values): values.map { $0.map { .integer(Int64($0)) } }
    case .int8Array(let values): values.map { $0.map { .integer($0) } }
    case .float8Array(let values): values.map { $0.map { .double($0) } }
    case .textArray(let values): values.map { $0.map { .text($0) } }
    case .dateArray(let values): values.map { $0.map { .date($0) } }
    default: nil
    }
  }
}
