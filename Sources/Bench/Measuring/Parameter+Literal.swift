import Postgres

extension Parameter {
  /// The value as text that the server reads for the parameter's type; nil for NULL.
  var plainText: String? {
    switch self {
    case .null: nil
    case .bool(let value): "\(value)"
    case .int2(let value): "\(value)"
    case .int4(let value): "\(value)"
    case .int8(let value): "\(value)"
    case .text(let value): value
    case .date(let value): "\(value)"
    case .timestamptz(let value): "\(value)"
    case .textArray(let values): "{\(values.compactMap(\.self).joined(separator: ","))}"
    default: nil
    }
  }

  /// The name of the type, for a cast; nil where there is no `plainText`.
  var typeName: String? {
    switch self {
    case .bool: "boolean"
    case .int2: "smallint"
    case .int4: "integer"
    case .int8: "bigint"
    case .text: "text"
    case .date: "date"
    case .timestamptz: "timestamptz"
    case .textArray: "text[]"
    default: nil
    }
  }
}
