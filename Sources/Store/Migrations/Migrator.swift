public import Dates
public import Postgres

/// Brings a database to the schema that this program needs.
///
/// Each migration runs in a transaction of its own together with its record in
/// `almanac.migration`; a session lock keeps others out meanwhile.
public struct Migrator: Sendable {
  private let migrations: [Migration]
  /// What is locked: an arbitrary number that nothing else uses.
  private static let lockKey: Int64 = 0x616c_6d61_6e61_63

  /// A migrator for a complete list, in any order; throws on a hole, a duplicate or a bad name.
  public init(_ migrations: [Migration]) throws(MigrationError) {
    self.migrations = migrations.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
    try check()
  }

  /// Applies what is pending, in order, and returns it; returns at once when nothing is.
  ///
  /// Waits up to a minute for another process that migrates. When a migration fails, those before
  /// it stay applied and nothing of it does.
  @discardableResult
  public func migrate(
    _ connection: Connection, at instant: Instant = .now(),
    onApplied: @Sendable (Migration) -> Void = { _ in }
  ) async throws -> [Migration] {
    guard try await !pending(connection).isEmpty else { return [] }
    try await lock(connection)
    do {
      let pending = try await pending(connection)
      for migration in pending {
        try await apply(migration, connection, at: instant)
        onApplied(migration)
      }
      try await unlock(connection)
      return pending
    } catch {
      try? await unlock(connection)
      throw error
    }
  }

  /// The migrations that are still to be applied.
  ///
  /// Throws when the database is newer than this program, or was migrated by other texts.
  public func pending(_ connection: Connection) async throws -> [Migration] {
    try await history(connection).pending(of: migrations, checksums: checksums(connection))
  }

  /// Throws a `MigrationError` unless the schema is exactly the one that this program needs.
  public func requireCurrent(_ connection: Connection) async throws {
    let pending = try await pending(connection)
    guard pending.isEmpty else {
      throw MigrationError.olderDatabase(pending: pending.map(\.name))
    }
  }

  private func check() throws(MigrationError) {
    for migration in migrations {
      let digits = String(migration.number)
      let prefix = String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_"
      let words = migration.name.dropFirst(prefix.count).split(separator: "_")
      guard migration.name.hasPrefix(prefix), words.count >= 2 else {
        throw .name(migration.name)
      }
    }
    for (expected, migration) in zip(1..., migrations) {
      let names = migrations.filter { $0.number == migration.number }.map(\.name)
      guard names.count == 1 else { throw .duplicate(number: migration.number, names: names) }
      guard migration.number == expected else {
        throw .hole(missing: expected, before: migration.name)
      }
    }
  }

  private func history(_ connection: Connection) async throws -> MigrationHistory {
    let exists = try await connection.query(
      Statement("find migrations", "select to_regclass('almanac.migration') is not null"))
    guard try exists.first?.get(0, as: Bool.self) == true else {
      return MigrationHistory(entries: [])
    }
    let rows = try await connection.query(
      Statement(
        "read migrations", "select number, name, checksum from almanac.migration order by number"))
    return MigrationHistory(
      entries: try rows.map { row in
        .init(
          number: try row.get("number"), name: try row.get("name"),
          checksum: try row.get("checksum"))
      })
  }

  /// The checksums of the migrations in order, computed by the server.
  private func checksums(_ connection: Connection) async throws -> [String] {
    let rows = try await connection.query(
      Statement(
        "checksum migrations",
        """
        select encode(sha256(convert_to(text, 'UTF8')), 'hex')
        from unnest($1::text[]) with ordinality as migration (text, place)
        order by place
        """), [.textArray(migrations.map(\.sql))])
    return try rows.map { try $0.get(0) }
  }
}

extension Migrator {
  private func lock(_ connection: Connection) async throws {
    do {
      try await connection.transaction { connection in
        try await connection.run(script: "set local lock_timeout = '60s'", name: "wait")
        _ = try await connection.query(
          Statement("lock migrations", "select pg_advisory_lock($1)"), [.int8(Migrator.lockKey)],
          deadline: .seconds(70))
      }
    } catch let error as PostgresError where error.sqlState == "55P03" {
      throw MigrationError.locked
    }
  }

  private func unlock(_ connection: Connection) async throws {
    _ = try await connection.query(
      Statement("unlock migrations", "select pg_advisory_unlock($1)"), [.int8(Migrator.lockKey)])
  }

  private func apply(
    _ migration: Migration, _ connection: Connection, at instant: Instant
  ) async throws {
    let script = SQLScript(migration.sql)
    try await connection.transaction { connection in
      // A change of a big table takes its time; waiting for a lock stays limited.
      try await connection.run(script: "set local statement_timeout = 0", name: "migrate")
      for statement in script.statements {
        try await run(statement, of: migration, script, connection)
      }
      try await record(migration, connection, at: instant)
    }
  }

  private func run(
    _ statement: SQLScript.Statement, of migration: Migration, _ script: SQLScript,
    _ connection: Connection
  ) async throws {
    do {
      try await connection.run(
        script: statement.sql, name: migration.name, deadline: .seconds(86_400))
    } catch let error as PostgresError where error.kind == .server {
      let place = script.location(of: statement.offset + (error.position ?? 1) - 1)
      throw MigrationError.failed(
        SQLFailure(
          path: migration.path, line: place.line, column: place.column, text: place.text,
          error: error))
    }
    guard await connection.isInTransaction else {
      throw MigrationError.endsTransaction(
        path: migration.path, line: script.location(of: statement.offset).line)
    }
  }

  private func record(
    _ migration: Migration, _ connection: Connection, at instant: Instant
  ) async throws {
    try await connection.run(
      script: """
        do $$
        begin
          if to_regclass('almanac.migration') is null then
            create schema if not exists almanac;
            create table almanac.migration (
              number integer primary key,
              name text not null,
              checksum text not null,
              applied_at timestamptz not null
            );
            -- Whoever may look into the schema may ask whether it is the right one.
            grant select on almanac.migration to public;
          end if;
        end
        $$
        """, name: "create migrations")
    try await connection.execute(
      Statement(
        "record migration",
        """
        insert into almanac.migration (number, name, checksum, applied_at)
        values ($1, $2, encode(sha256(convert_to($3::text, 'UTF8')), 'hex'), $4)
        """),
      [.int(migration.number), .text(migration.name), .text(migration.sql), .timestamptz(instant)])
  }
}
