import Dates
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite
struct MigratorTests {
  private static let desk = Migration(
    number: 1, name: "0001_create_desk",
    sql: "-- Where one sits.\ncreate schema almanac;\ncreate table almanac.desk (desk_id int);\n")
  private static let chair = Migration(
    number: 2, name: "0002_create_chair", sql: "create table almanac.chair (chair_id int);\n")
  private let instant = Instant(microseconds: 1_800_000_000_000_000)

  @Test
  func `an empty database gets every migration once`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let first = try Migrator([Self.desk])
      #expect(try await first.pending(connection) == [Self.desk])
      #expect(try await first.migrate(connection, at: instant) == [Self.desk])
      let both = try Migrator([Self.desk, Self.chair])
      #expect(try await both.migrate(connection, at: instant) == [Self.chair])
      #expect(try await both.migrate(connection, at: instant).isEmpty)
      try await both.requireCurrent(connection)
      let rows = try await connection.query(
        Statement("history", "select name, checksum, applied_at from almanac.migration order by 1"))
      #expect(
        try rows.map { try $0.get("name", as: String.self) }
          == ["0001_create_desk", "0002_create_chair"])
      #expect(
        try rows.map { try $0.get("checksum", as: String.self) } == [
          "9a2e7c38c36e3438d5a06ed335f4964c8bb1983e86b54950946ab90ba83cb62c",
          "73a8c06c578c2cf2d0d65f31a6475d51c80781b46e07d7189182021dd21ebbd4",
        ])
      #expect(try rows[0].get("applied_at", as: Instant.self) == instant)
    }
  }

  @Test
  func `an older schema is not usable`() async throws {
    try await TestCluster.shared().withConnection { connection in
      try await Migrator([Self.desk]).migrate(connection)
      let error = try await #require(throws: MigrationError.self) {
        try await Migrator([Self.desk, Self.chair]).requireCurrent(connection)
      }
      #expect(
        error.description
          == "the schema is older than this program: 0002_create_chair not applied; "
          + "run `almanac migrate`")
    }
  }

  @Test
  func `a newer schema is refused`() async throws {
    try await TestCluster.shared().withConnection { connection in
      try await Migrator([Self.desk, Self.chair]).migrate(connection)
      let error = try await #require(throws: MigrationError.self) {
        try await Migrator([Self.desk]).migrate(connection)
      }
      #expect(
        error.description
          == "the schema is newer than this program, which does not know 0002_create_chair; "
          + "use a newer program")
    }
  }

  @Test
  func `a migration that was edited is refused`() async throws {
    try await TestCluster.shared().withConnection { connection in
      try await Migrator([Self.desk]).migrate(connection)
      let edited = Migration(number: 1, name: Self.desk.name, sql: Self.desk.sql + " ")
      let error = try await #require(throws: MigrationError.self) {
        _ = try await Migrator([edited, Self.chair]).pending(connection)
      }
      #expect(
        error.description
          == "0001_create_desk was edited after it had been applied; add a new migration instead")
      let renamed = Migration(number: 1, name: "0001_create_table", sql: Self.desk.sql)
      let other = try await #require(throws: MigrationError.self) {
        _ = try await Migrator([renamed]).pending(connection)
      }
      #expect(
        other.description
          == "0001_create_desk was applied to the database, "
          + "but the file of that number is 0001_create_table")
    }
  }

  @Test
  func `an error is traced to its file, line and column`() async throws {
    let wrong = Migration(
      number: 2, name: "0002_create_chair",
      sql: "create table almanac.chair (a int);\n\ncreate view almanac.v as\n\tselect '中', nme\n"
        + "\tfrom almanac.chair;\n")
    try await TestCluster.shared().withConnection { connection in
      let migrator = try Migrator([Self.desk, wrong])
      let error = try await #require(throws: MigrationError.self) {
        try await migrator.migrate(connection)
      }
      #expect(
        error.description
          == "SQL/migrations/0002_create_chair.sql:4:14: column \"nme\" does not exist "
          + "(SQLSTATE 42703)\n4 | \tselect '中', nme\n  | \t            ^")
      // What came before stays, and nothing of the failed one does.
      #expect(try await migrator.pending(connection) == [wrong])
      let rows = try await connection.query(
        Statement("tables", "select 1 from pg_tables where tablename = 'chair'"))
      #expect(rows.isEmpty)
    }
  }

  @Test
  func `an error without a position is traced to its statement`() async throws {
    let wrong = Migration(
      number: 1, name: "0001_create_desk",
      sql: "create schema almanac;\n\n-- Twice.\ncreate schema almanac;\n")
    try await TestCluster.shared().withConnection { connection in
      let error = try await #require(throws: MigrationError.self) {
        try await Migrator([wrong]).migrate(connection)
      }
      #expect(
        error.description
          == "SQL/migrations/0001_create_desk.sql:4:1: schema \"almanac\" already exists "
          + "(SQLSTATE 42P06)\n4 | create schema almanac;\n  | ^")
    }
  }

  @Test
  func `a migration must not end its transaction`() async throws {
    let wrong = Migration(
      number: 1, name: "0001_create_desk", sql: "create schema almanac;\ncommit;\nselect 1")
    try await TestCluster.shared().withConnection { connection in
      let error = try await #require(throws: MigrationError.self) {
        try await Migrator([wrong]).migrate(connection)
      }
      #expect(
        error == .endsTransaction(path: "SQL/migrations/0001_create_desk.sql", line: 2))
    }
  }

  @Test
  func `of several migrators one applies and the others find it done`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let applied = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 {
          group.addTask {
            let connection = try await Connection.open(.worker(url: url))
            let count = try await Migrator([Self.desk, Self.chair]).migrate(connection).count
            await connection.close()
            return count
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(applied.sorted() == [0, 0, 0, 0, 0, 2])
    }
  }

  @Test(arguments: ["almanac_reader", "almanac_worker", "almanac_owner"])
  func `every role may ask whether the schema is the right one`(role: String) async throws {
    try await TestCluster.shared().withConnection { connection in
      try await Migrator.ours.migrate(connection)
      try await connection.run(script: "set role \(role)", name: "set role")
      try await Migrator.ours.requireCurrent(connection)
    }
  }

  @Test
  func `the lock is free after a failure`() async throws {
    let wrong = Migration(number: 1, name: "0001_create_desk", sql: "select nonsense")
    try await TestCluster.shared().withConnection { connection in
      _ = try await #require(throws: MigrationError.self) {
        try await Migrator([wrong]).migrate(connection)
      }
      let rows = try await connection.query(
        Statement(
          "locks",
          """
          select 1 from pg_locks join pg_database on pg_database.oid = pg_locks.database
          where locktype = 'advisory' and datname = current_database()
          """))
      #expect(rows.isEmpty)
    }
  }
}
