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
}
