import HTTPTypes
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import ReadAPI

/// What tasks note while they run.
private final class Notes: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// Many clients on few connections.
@Suite struct CrowdTests {
  private static let page = "/v1/discovery?city=city-1&date=2026-12-21"

  @Test func `64 clients on five connections all get their answer`() async throws {
    try await TestCluster.shared().withDatabase(.market) { url in
      let market = try MarketAPI(url, connections: 5)
      let sizes = Notes()
      let statuses = await withTaskGroup(of: [Int].self) { tasks in
        for client in 0..<64 {
          tasks.addTask {
            var statuses: [Int] = []
            for page in 1...5 {
              let path = "\(Self.page)&limit=\(page)&price_min=\(client + 1)"
              statuses.append(await market.get(path).status.code)
              sizes.add("\(market.pool.size)")
            }
            return statuses
          }
        }
        return await tasks.reduce(into: []) { $0 += $1 }
      }
      #expect(statuses.count == 320)
      #expect(Set(statuses) == [200])
      #expect(Set(sizes.all).isSubset(of: ["1", "2", "3", "4", "5"]))
      await market.pool.close()
    }
  }

  @Test func `health is told while statements hold every connection`() async throws {
    try await TestCluster.shared().withDatabase(.market) { url in
      let market = try MarketAPI(url, connections: 5)
      let order = Notes()
      let lock = try await Connection.open(.worker(url: url, applicationName: "test"))
      try await lock.run(script: "begin; lock almanac.city in access exclusive mode", name: "lock")
      await withTaskGroup(of: Void.self) { tasks in
        for _ in 0..<5 {
          tasks.addTask {
            _ = await market.get("/v1/cities")
            order.add("cities")
          }
        }
        while market.pool.size < 5 { await Task.yield() }
        let health = await market.get("/healthz")
        order.add("health \(health.status.code)")
        await lock.close()
      }
      #expect(order.all == ["health 200"] + Array(repeating: "cities", count: 5))
      await market.pool.close()
    }
  }
}
