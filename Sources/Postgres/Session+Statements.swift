import CLibPQ

extension Session {
  /// Runs a statement, prepared on its first use.
  ///
  /// When the server has forgotten the prepared form, or the tables under it have changed, and no
  /// transaction is open, the statement is prepared anew and run once more.
  func execute(
    _ statement: Statement, _ parameters: [Parameter], _ call: Call
  ) throws -> ResultStorage {
    do {
      return try executeOnce(statement, parameters, call)
    } catch let error as PostgresError where error.saysStatementIsStale {
      cache.forget(statement.sql)
      guard transactionStatus == PQTRANS_IDLE else { throw error }
      return try executeOnce(statement, parameters, call)
    }
  }

  private func executeOnce(
    _ statement: Statement, _ parameters: [Parameter], _ call: Call
  ) throws -> ResultStorage {
    let prepared = try prepare(statement, call)
    let encoded = try EncodedParameters(
      parameters, types: prepared.parameterTypes, statement: statement.name)
    let sent = encoded.withPointers { count, values, lengths, formats in
      PQsendQueryPrepared(handle, prepared.name, count, values, lengths, formats, 1)
    }
    guard sent == 1 else { throw lost(call) }
    return try lastResult(call, columns: prepared.columns)
  }

  /// The statement as the server knows it, from the cache or prepared now.
  func prepare(_ statement: Statement, _ call: Call) throws -> StatementCache.Prepared {
    if let prepared = cache.use(statement.sql) { return prepared }
    cache.makeRoom()
    try sweep(call)
    let name = cache.newName()
    guard PQsendPrepare(handle, name, statement.sql, 0, nil) == 1 else { throw lost(call) }
    _ = try lastResult(call)
    guard PQsendDescribePrepared(handle, name) == 1 else { throw lost(call) }
    let result = try lastResult(call)
    let prepared = StatementCache.Prepared(
      name: name,
      parameterTypes: (0..<PQnparams(result.pointer)).map {
        ColumnType(rawValue: PQparamtype(result.pointer, $0))
      },
      columns: result.columns)
    cache.insert(prepared, for: statement.sql)
    return prepared
  }

  /// Frees the server's memory of statements that have left the cache.
  private func sweep(_ call: Call) throws {
    guard transactionStatus != PQTRANS_INERROR else { return }
    for name in cache.takeGarbage() {
      do {
        // In a transaction an unknown name would abort it, so ask for those that exist.
        try runScript(
          "do $$ begin if exists (select from pg_prepared_statements where name = '\(name)') "
            + "then deallocate \(name); end if; end $$", call)
      } catch let error as PostgresError where error.kind == .server {
        continue
      }
    }
  }

  /// Runs statements separated by semicolons by the simple protocol.
  func runScript(_ sql: String, _ call: Call) throws {
    guard PQsendQuery(handle, sql) == 1 else { throw lost(call) }
    _ = try lastResult(call)
  }
}
