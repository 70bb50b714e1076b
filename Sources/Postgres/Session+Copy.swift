import CLibPQ

extension Session {
  /// How many bytes a piece of rows has at least, unless the server pauses or ends before.
  private static let pieceSize = 65_536

  /// Sends a COPY statement and waits until the server is ready for its rows, or to send them.
  func beginCopy(_ statement: Statement, _ call: Call, expecting status: ExecStatusType) throws {
    guard PQsendQuery(handle, statement.sql) == 1 else { throw lost(call) }
    guard let result = try nextResult(call) else { throw lost(call) }
    let found = PQresultStatus(result)
    guard found != status else { return PQclear(result) }
    guard found == PGRES_FATAL_ERROR else {
      PQclear(result)
      stop(call)
      throw PostgresError(
        .misuse, statement: statement.name,
        message: "not a COPY in the direction that was asked for")
    }
    let error = PostgresError(.server, statement: statement.name, result: result)
    PQclear(result)
    try drain(call)
    throw PQstatus(handle) == CONNECTION_BAD ? lost(call, error) : error
  }

  /// Sends rows and waits until the system has taken them.
  func sendCopy(_ bytes: [UInt8], _ call: Call) throws {
    let sent = bytes.withUnsafeBytes { buffer in
      PQputCopyData(
        handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
    }
    guard sent == 1 else { throw lost(call) }
    try flush(call)
  }

  /// Ends the rows, or, with a reason, tells the server to forget them; returns their number.
  func endCopyIn(_ call: Call, failure: String? = nil) throws -> Int {
    guard transactionStatus == PQTRANS_ACTIVE else { return 0 }
    guard PQputCopyEnd(handle, failure) == 1 else { throw lost(call) }
    return try lastResult(call).affectedRows
  }

  /// The next rows, whole ones; nil after the last.
  func receiveCopy(_ call: Call) throws -> [UInt8]? {
    guard var piece = try copyData(call) else {
      _ = try lastResult(call)
      return nil
    }
    while piece.count < Session.pieceSize, case .row(let row) = copyDataNow() {
      piece += row
    }
    return piece
  }

  /// What a COPY has for the client at this moment.
  private enum CopyData {
    case row([UInt8])
    case nothingYet
    case end
  }

  private func copyDataNow() -> CopyData {
    var buffer: UnsafeMutablePointer<CChar>?
    let length = PQgetCopyData(handle, &buffer, 1)
    defer { PQfreemem(buffer) }
    return switch length {
    case 1...: .row([UInt8](UnsafeRawBufferPointer(start: buffer, count: Int(length))))
    case 0: .nothingYet
    default: .end
    }
  }

  /// The next row, nil after the last.
  func copyData(_ call: Call) throws -> [UInt8]? {
    while true {
      switch copyDataNow() {
      case .row(let row): return row
      case .end: return nil
      case .nothingYet: guard try wait(call) else { throw lost(call) }
      }
    }
  }
}
