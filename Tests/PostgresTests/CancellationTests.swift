import Postgres
import TestSupport
import Testing

@Suite
struct CancellationTests {
  @Test
  func `cancelling the task cancels the statement and keeps the connection`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let connection = try await Connection.open(.worker(url: url))
      let observer = try await Connection.open(.worker(url: url))
      let process = await connection.backendID
      let task = Task {
        try await connection.query(Statement("nap", "select pg_sleep(600)"))
      }
      try await observer.waitUntilRunning(process)
      task.cancel()
      _ = try await #require(throws: CancellationError.self) { try await task.value }
      let rows = try await connection.query(Statement("me", "select pg_backend_pid()"))
      #expect(try rows[0].get(0, as: Int32.self) == process)
      await connection.close()
      await observer.close()
    }
  }

  @Test
  func `a task that is cancelled already sends nothing`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        try await connection.run(script: "create table unwanted (a int)", name: "make")
      }
      _ = try await #require(throws: CancellationError.self) { try await task.value }
      let rows = try await connection.query(
        Statement("tables", "select 1 from pg_tables where tablename = 'unwanted'"))
      #expect(rows.isEmpty)
    }
  }

  @Test
  func `cancelling in a transaction rolls it back`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let connection = try await Connection.open(.worker(url: url))
      let observer = try await Connection.open(.worker(url: url))
      try await connection.run(script: "create table desk (desk_id int4)", name: "make")
      let process = await connection.backendID
      let task = Task {
        try await connection.transaction { connection in
          try await connection.execute(Statement("add", "insert into desk values (1)"))
          try await connection.execute(Statement("nap", "select pg_sleep(600)"))
        }
      }
      try await observer.waitUntilRunning(process)
      task.cancel()
      _ = try await #require(throws: CancellationError.self) { try await task.value }
      #expect(await connection.isInTransaction == false)
      #expect(try await connection.query(Statement("desks", "select 1 from desk")).isEmpty)
      await connection.close()
      await observer.close()
    }
  }
}

extension Connection {
  /// Returns once another session sleeps in `pg_sleep`.
  func waitUntilRunning(_ process: Int32) async throws {
    let sleeping = Statement(
      "sleeping", "select 1 from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'")
    while try await query(sleeping, [.int4(process)]).isEmpty {}
  }
}
