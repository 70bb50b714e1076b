import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite
struct PoolTests {
  private func withPool<T: Sendable>(
    limit: Int, acquireTimeout: Duration = .seconds(60),
    _ body: @Sendable (Pool, String) async throws -> T
  ) async throws -> T {
    try await TestCluster.shared().withDatabase { url in
      let pool = Pool(
        .worker(url: url, applicationName: "pooled"), limit: limit, acquireTimeout: acquireTimeout)
      let result = try await body(pool, url)
      await pool.close()
      return result
    }
  }

  @Test
  func `64 tasks share 4 connections and never have more`() async throws {
    try await withPool(limit: 4) { pool, _ in
      let processes = try await withThrowingTaskGroup(of: (Int32, Int).self) { group in
        for _ in 0..<64 {
          group.addTask {
            try await pool.withConnection { connection in
              let rows = try await connection.query(
                Statement(
                  "count",
                  """
                  select count(*) from pg_stat_activity
                  where application_name = 'pooled' and datname = current_database()
                  """))
              return (await connection.backendID, try rows[0].get(0))
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(processes.count == 64)
      #expect(Set(processes.map(\.0)).count <= 4)
      #expect(processes.map(\.1).max() ?? 0 <= 4)
      #expect(pool.size <= 4)
    }
  }

  @Test
  func `waiting tasks are served in the order in which they came`() async throws {
    try await withPool(limit: 1) { pool, _ in
      let order = Order()
      let tasks = try await pool.withConnection { _ in
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<8 {
          tasks.append(
            Task {
              try await pool.withConnection { _ in order.append(number) }
            })
          while pool.waiting <= number { await Task.yield() }
        }
        return tasks
      }
      for task in tasks { try await task.value }
      #expect(order.numbers == Array(0..<8))
    }
  }

  @Test
  func `a task that waits too long gets an error and the rest goes on`() async throws {
    try await withPool(limit: 1, acquireTimeout: .milliseconds(20)) { pool, _ in
      let error = try await pool.withConnection { _ in
        try await #require(throws: PostgresError.self) {
          try await pool.withConnection { _ in }
        }
      }
      #expect(error.kind == .poolTimeout)
      #expect(
        error.description == "acquire: no connection of 1 came free within 0.02 seconds")
      try await pool.withConnection { _ in }
    }
  }

  @Test
  func `each task of a crowd that waits too long gets an error, as in the next`() async throws {
    try await withPool(limit: 1, acquireTimeout: .milliseconds(20)) { pool, _ in
      for _ in 0..<2 {
        let kinds = try await pool.withConnection { _ in
          await withTaskGroup(of: PostgresError.Kind?.self) { group in
            for _ in 0..<8 {
              group.addTask {
                do {
                  try await pool.withConnection { _ in }
                  return nil
                } catch {
                  return (error as? PostgresError)?.kind
                }
              }
            }
            return await group.reduce(into: []) { $0.append($1) }
          }
        }
        #expect(kinds == Array(repeating: .poolTimeout, count: 8))
        #expect(pool.waiting == 0)
      }
    }
  }

  @Test
  func `a waiting task can be cancelled and takes no connection with it`() async throws {
    try await withPool(limit: 1) { pool, _ in
      try await pool.withConnection { _ in
        let task = Task { try await pool.withConnection { _ in } }
        while pool.waiting == 0 { await Task.yield() }
        task.cancel()
        _ = try await #require(throws: CancellationError.self) { try await task.value }
        #expect(pool.waiting == 0)
      }
      try await pool.withConnection { _ in }
    }
  }

  @Test
  func `a cancelled statement gives its connection back in good order`() async throws {
    try await withPool(limit: 1) { pool, url in
      let observer = try await Connection.open(.worker(url: url))
      let process = try await pool.withConnection { await $0.backendID }
      let task = Task {
        try await pool.withConnection { connection in
          try await connection.transaction { connection in
            _ = try await connection.query(Statement("nap", "select pg_sleep(600)"))
          }
        }
      }
      try await observer.waitUntilRunning(process)
      task.cancel()
      _ = try await #require(throws: CancellationError.self) { try await task.value }
      #expect(try await pool.withConnection { await $0.backendID } == process)
      await observer.close()
    }
  }

  @Test
  func `a connection with an open transaction is not lent again`() async throws {
    try await withPool(limit: 1) { pool, _ in
      let first = try await pool.withConnection { connection in
        try await connection.run(script: "begin", name: "begin")
        return await connection.backendID
      }
      let second = try await pool.withConnection { connection in
        #expect(await connection.isInTransaction == false)
        return await connection.backendID
      }
      #expect(first != second)
    }
  }

  @Test
  func `connections that the server has ended are replaced`() async throws {
    try await withPool(limit: 3) { pool, url in
      try await withThrowingTaskGroup { group in
        for _ in 0..<3 {
          group.addTask {
            try await pool.withConnection { connection in
              _ = try await connection.query(Statement("one", "select 1"))
            }
          }
        }
        try await group.waitForAll()
      }
      let killer = try await Connection.open(.worker(url: url))
      _ = try await killer.query(
        Statement(
          "kill",
          """
          select pg_terminate_backend(pid, 60000) from pg_stat_activity
          where application_name = 'pooled' and datname = current_database()
          """))
      for _ in 0..<3 {
        let rows = try await pool.withConnection { connection in
          try await connection.query(Statement("one", "select 1"))
        }
        #expect(rows.count == 1)
      }
      await killer.close()
    }
  }

  @Test
  func `a connection that cannot be opened leaves its place to others`() async throws {
    let pool = Pool(
      .worker(url: "host=/nonexistent dbname=x user=x"), limit: 1, acquireTimeout: .seconds(60))
    for _ in 0..<3 {
      let error = try await #require(throws: PostgresError.self) {
        try await pool.withConnection { _ in }
      }
      #expect(error.kind == .connectionFailed)
      #expect(pool.size == 0)
    }
    await pool.close()
  }

  @Test
  func `a closed pool refuses tasks that wait and tasks that come`() async throws {
    try await withPool(limit: 1) { pool, _ in
      let waiter = try await pool.withConnection { _ in
        let waiter = Task { try await pool.withConnection { _ in } }
        while pool.waiting == 0 { await Task.yield() }
        await pool.close()
        return waiter
      }
      let waiting = try await #require(throws: PostgresError.self) { try await waiter.value }
      #expect(waiting.kind == .poolClosed)
      let coming = try await #require(throws: PostgresError.self) {
        try await pool.withConnection { _ in }
      }
      #expect(coming.kind == .poolClosed)
      #expect(pool.size == 0)
    }
  }
}

/// Numbers in the order in which tasks append them.
private final class Order: Sendable {
  private let state = Mutex<[Int]>([])

  func append(_ number: Int) { state.withLock { $0.append(number) } }

  var numbers: [Int] { state.withLock { $0 } }
}
