import Dates
import Logging
import NIOPosix
import Postgres
import ServiceLifecycle
import Store
import Synchronization
import Testing

@testable import ReadAPI

/// The API behind a real socket.
@Suite struct APIServerTests {
  @Test func `requests of one connection are answered in order`() async throws {
    try await RunningServer.with { port, _ in
      let client = try RawClient(port: port)
      client.send(
        "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nHEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
      client.send("GET /v1/discovery?city=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      let text = await client.receive()
      client.close()
      #expect(text.matches(of: /HTTP\/1.1 200 OK/).count == 2)
      #expect(text.matches(of: /HTTP\/1.1 400 Bad Request/).count == 1)
      #expect(text.matches(of: /ok\n/).count == 1)
      #expect(text.contains("X-Content-Type-Options: nosniff"))
      #expect(text.contains("Server: almanac") || text.contains("server: almanac"))
    }
  }

  @Test func `a request is answered by its connection's event loop, on no other thread`()
    async throws
  {
    let loops = Mutex<[Bool]>([])
    let pool = Pool(.reading(url: "host=/nowhere"), limit: 1)
    let api = API(
      database: ReadDatabase(pool), cursorKey: .random(),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: {
        loops.withLock { $0.append(MultiThreadedEventLoopGroup.currentEventLoop != nil) }
        return .now()
      })
    try await RunningServer.with(api: api) { port, _ in
      let client = try RawClient(port: port)
      client.send("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(await client.receive().contains("200 OK"))
      client.close()
    }
    #expect(loops.withLock { $0 } == [true])
    await pool.close()
  }

  @Test func `headers beyond the limit are refused`() async throws {
    try await RunningServer.with { port, _ in
      let client = try RawClient(port: port)
      let long = String(repeating: "x", count: 20_000)
      client.send("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: \(long)\r\n\r\n")
      let text = await client.receive()
      client.close()
      #expect(!text.contains("200 OK"))
    }
  }

  @Test func `a silent connection is closed`() async throws {
    var limits = ServerLimits()
    limits.idleSeconds = 1
    try await RunningServer.with(limits) { port, _ in
      let client = try RawClient(port: port)
      client.send("GET /healthz HTT")
      // Comes back at all only because the server closes.
      #expect(!(await client.receive().contains("200 OK")))
      client.close()
    }
  }

  @Test(arguments: [
    "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Drip: ",
    "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 8000\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n",
  ])
  func `who sends a head or a body drop by drop is cut off`(start: String) async throws {
    var limits = ServerLimits()
    limits.idleSeconds = 1
    try await RunningServer.with(limits) { port, _ in
      let client = try RawClient(port: port)
      client.send(start)
      // Far more drops than the second allows, and far fewer bytes than any limit.
      #expect(await client.drip(String(repeating: "x", count: 600)))
      client.close()
    }
  }

  @Test func `a body of any length ends the connection once it is too long`() async throws {
    try await RunningServer.with { port, _ in
      let client = try RawClient(port: port)
      client.send("POST /v1/discovery HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
      await client.flood("400\r\n\(String(repeating: "x", count: 1024))\r\n")
      client.close()
    }
  }

  @Test func `a short body is ignored, and the next request is answered`() async throws {
    try await RunningServer.with { port, _ in
      let client = try RawClient(port: port)
      client.send("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody")
      client.send("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(await client.receive().matches(of: /200 OK/).count == 2)
      client.close()
    }
  }

  @Test func `who asks and never reads is given up`() async throws {
    var limits = ServerLimits()
    limits.stallSeconds = 1
    try await RunningServer.with(limits) { port, _ in
      let client = try RawClient(port: port)
      await client.flood("GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n")
      client.close()
    }
  }

  @Test func `a shutdown ends idle connections and the server`() async throws {
    try await RunningServer.with { port, group in
      let client = try RawClient(port: port)
      client.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await client.receive(until: "ok\n").contains("200 OK"))
      await group.triggerGracefulShutdown()
      #expect(await client.receive() == "")
      client.close()
    }
  }

  @Test func `an address of another machine is named with what is wrong`() async throws {
    // One of those that documents may use and no machine has (RFC 5737).
    let server = APIServer(
      try MarketAPI("host=/nowhere").api, host: "203.0.113.9", port: 0,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let error = await #expect(throws: AddressUnusable.self) { try await server.run() }
    #expect(error?.description == "203.0.113.9:0: Cannot assign requested address")
  }
}
