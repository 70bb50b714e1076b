import Postgres
import TestSupport
import Testing

@Suite
struct NotificationTests {
  @Test
  func `what is sent after listening began arrives in order`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let listener = try await Connection.open(.worker(url: url))
      let sender = try await Connection.open(.worker(url: url))
      let notifications = try await listener.notifications(channels: ["changes", "Ünusual \"x\""])
      try await sender.run(
        script: "notify changes, 'city 1'; notify \"Ünusual \"\"x\"\"\"; notify other, 'no'",
        name: "send")
      try await sender.run(script: "notify changes, 'city 2'", name: "send")
      var found: [String] = []
      for try await notification in notifications {
        #expect(notification.processID == (await sender.backendID))
        found.append("\(notification.channel): \(notification.payload)")
        if found.count == 3 { break }
      }
      #expect(found == ["changes: city 1", "Ünusual \"x\": ", "changes: city 2"])
      await listener.close()
      await sender.close()
    }
  }

  @Test
  func `cancellation ends the waiting and keeps the connection`() async throws {
    try await TestCluster.shared().withConnection { connection in
      let notifications = try await connection.notifications(channel: "changes")
      let task = Task {
        for try await _ in notifications {}
      }
      task.cancel()
      _ = try await #require(throws: CancellationError.self) { try await task.value }
      #expect(try await connection.query(Statement("one", "select 1")).count == 1)
    }
  }

  @Test
  func `a lost connection ends the waiting with an error`() async throws {
    try await TestCluster.shared().withDatabase { url in
      let listener = try await Connection.open(.worker(url: url))
      let killer = try await Connection.open(.worker(url: url))
      let process = await listener.backendID
      let notifications = try await listener.notifications(channel: "changes")
      let task = Task {
        for try await _ in notifications {}
      }
      _ = try await killer.query(
        Statement("kill", "select pg_terminate_backend($1)"), [.int4(process)])
      let error = try await #require(throws: PostgresError.self) { try await task.value }
      #expect(error.kind == .connectionLost)
      await killer.close()
    }
  }
}
