import Postgres
import TestSupport
import Testing

@Suite
struct CooperativePoolTests {
  @Test
  func `connections that are blocked leave every other task running`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let holder = try await Connection.open(.worker(url: url))
      _ = try await holder.query(Statement("hold", "select pg_advisory_lock(1)"))
      // More than any machine has cores.
      let blocked = try await withThrowingTaskGroup(of: Connection.self) { group in
        for _ in 0..<48 {
          group.addTask {
            try await Connection.open(
              .worker(url: "\(url) options='-c lock_timeout=0'", applicationName: "blocked"))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let tasks = blocked.map { connection in
        Task { try await connection.query(Statement("wait", "select pg_advisory_lock_shared(1)")) }
      }
      let waiting = Statement(
        "waiting",
        """
        select 1 from pg_stat_activity where application_name = 'blocked'
        and datname = current_database() and wait_event_type = 'Lock'
        """)
      while try await holder.query(waiting).count < blocked.count {}
      // All of them wait for what happens only after other tasks have run to their end.
      let sum = await withTaskGroup(of: Int.self) { group in
        for number in 1...100 { group.addTask { number } }
        return await group.reduce(0, +)
      }
      #expect(sum == 5050)
      _ = try await holder.query(Statement("release", "select pg_advisory_unlock(1)"))
      for task in tasks { #expect(try await task.value.count == 1) }
      for connection in blocked { await connection.close() }
      await holder.close()
    }
  }
}
