import Logging
import ServiceLifecycle
import Testing

@testable import ReadAPI

/// The API behind a real socket.
enum RunningServer {
  /// Calls `body` with the port of a running server, then shuts it down gracefully.
  static func with(
    _ limits: ServerLimits = ServerLimits(), api: API? = nil,
    _ body: (Int, ServiceGroup) async throws -> Void
  ) async throws {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let api = try api ?? MarketAPI("host=/nowhere").api
    let (ports, running) = AsyncStream<Int>.makeStream()
    let server = APIServer(
      api, limits: limits, host: "127.0.0.1", port: 0, logger: logger
    ) { port in
      running.yield(port)
    }
    let group = ServiceGroup(services: [server], logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = try #require(await ports.first { _ in true })
      try await body(port, group)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }
}
