import CLibPQ

extension PostgresError {
  /// The error that a failed result reports.
  init(_ kind: Kind, statement: String, result: OpaquePointer?) {
    func field(_ code: Unicode.Scalar) -> String? {
      PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
    }
    let message =
      field("M") ?? PQresultErrorMessage(result).map { trimmed($0) } ?? "unknown error"
    self.init(kind, statement: statement, message: message, sqlState: field("C"))
    detail = field("D")
    hint = field("H")
    position = field("P").flatMap { Int($0) }
    context = field("W")
    schema = field("s")
    table = field("t")
    column = field("c")
    constraint = field("n")
    routine = field("R")
  }

  /// Whether the server no longer knows the prepared statement, or its result has another shape.
  var saysStatementIsStale: Bool {
    sqlState == "26000" || (sqlState == "0A000" && routine == "RevalidateCachedQuery")
  }
}

/// A C string without white space at its end.
func trimmed(_ text: UnsafePointer<CChar>) -> String {
  var result = Substring(String(cString: text))
  while result.last?.isWhitespace == true { result.removeLast() }
  return String(result)
}
