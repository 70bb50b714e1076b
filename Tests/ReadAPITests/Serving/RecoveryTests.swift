import EmbeddedPostgres
import Foundation
import HTTPTypes
import Postgres
import ServiceLifecycle
import Store
import TestSupport
import Testing

@testable import ReadAPI

/// What the API makes of a database that goes away and comes back.
@Suite struct RecoveryTests {
  private static let page = "/v1/discovery?city=city-1&date=2026-12-21"

  /// Asks until the answer has the status, as a client would.
  private func ask(_ market: MarketAPI, _ path: String, for status: Int) async -> Answer {
    var answer = await market.get(path)
    for _ in 0..<1000 where answer.status.code != status { answer = await market.get(path) }
    return answer
  }

  /// A cluster of a test's own, with the market in it.
  private func withMarketCluster(
    _ body: @Sendable (EmbeddedCluster, EmbeddedCluster.Running) async throws -> Void
  ) async throws {
    try await ScratchCluster.with { cluster in
      let running = try await cluster.up()
      try await DatabaseTemplate.market.fill(running.url)
      try await body(cluster, running)
    }
  }

  @Test func `sessions that the server ends are replaced`() async throws {
    try await TestCluster.shared().withDatabase(.market) { url in
      let market = try MarketAPI(url)
      #expect(await market.get(Self.page).status == .ok)
      let killer = try await Connection.open(.worker(url: url, applicationName: "test"))
      for limit in 1...5 {
        try await killer.run(script: Self.endSessions, name: "end sessions")
        let answer = await ask(market, "\(Self.page)&limit=\(limit)", for: 200)
        #expect(answer.status == .ok)
      }
      await killer.close()
      await market.pool.close()
    }
  }

  private static let endSessions = """
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'almanac-api%'
    """

  @Test func `publications are heard again after the listener is gone`() async throws {
    try await TestCluster.shared().withDatabase(.market) { url in
      var settings = APISettings()
      settings.pollSeconds = 1
      let market = try MarketAPI(url, settings: settings)
      let watch = PublicationWatch(market.api, .patientReading(url: url))
      let group = ServiceGroup(services: [watch], logger: market.api.logger)
      let writer = try await Connection.open(.worker(url: url, applicationName: "test"))
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        while try await listeners(writer) == 0 { await Task.yield() }
        try await writer.run(script: Self.endSessions, name: "end sessions")
        while try await listeners(writer) == 0 { await Task.yield() }
        while market.api.pointers.place(at: .now) == nil { await Task.yield() }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
      await writer.close()
      await market.pool.close()
    }
  }

  /// The sessions that wait for publications.
  private func listeners(_ connection: Connection) async throws -> Int64 {
    let statement = Statement(
      "listeners",
      """
      select count(*) as n from pg_stat_activity
      where datname = current_database() and application_name = 'almanac-api-watch'
        and query like 'listen %'
      """)
    return try await connection.query(statement)[0].get("n")
  }

  @Test func `a restart of the server costs a 503 and no restart of the API`() async throws {
    try await withMarketCluster { cluster, running in
      let market = try MarketAPI(running.url)
      let watch = PublicationWatch(market.api, .patientReading(url: running.url))
      await watch.refresh()
      let kept = await market.get(Self.page)
      #expect(kept.status == .ok)
      #expect(await market.get("/readyz").status == .ok)
      try await cluster.down()
      #expect(await market.get(Self.page).body == kept.body)
      let refused = await market.get("\(Self.page)&limit=3")
      #expect(refused.status == .serviceUnavailable)
      #expect(refused.text.contains("database-unavailable"))
      #expect(await market.get("/readyz").status == .serviceUnavailable)
      #expect(await market.get("/healthz").status == .ok)
      await watch.refresh()
      _ = try await cluster.up()
      #expect(await ask(market, "\(Self.page)&limit=3", for: 200).status == .ok)
      #expect(await ask(market, "/readyz", for: 200).status == .ok)
      await watch.refresh()
      #expect(market.api.pointers.place(at: .now) != nil)
      await watch.close()
      await market.pool.close()
    }
  }

  @Test func `a standby answers, its publications are asked for, and the primary steps in`()
    async throws
  {
    try await withMarketCluster { primary, running in
      try await primary.down()
      try await ScratchCluster.with { standby in
        try Self.copy(running.home, to: standby, primarySocket: running.socketFolder)
        _ = try await primary.up()
        let second = try await standby.up()
        let hosts = "host=\(second.socketFolder),\(running.socketFolder) port=5432,5432"
        let market = try MarketAPI(
          running.url,
          databaseURL: "\(hosts) user=postgres dbname=almanac target_session_attrs=prefer-standby")
        #expect(await ask(market, Self.page, for: 200).status == .ok)
        #expect(try await Self.isStandby(market.pool))
        var url = market.pool.settings
        url.applicationName = "almanac-api-test"
        let watch = PublicationWatch(market.api, url)
        await watch.refresh()
        #expect(market.api.pointers.place(at: .now) != nil)
        try await standby.down()
        #expect(await ask(market, "\(Self.page)&limit=4", for: 200).status == .ok)
        #expect(try await !Self.isStandby(market.pool))
        await watch.close()
        await market.pool.close()
      }
    }
  }

  /// The data of a stopped cluster as those of a standby that follows it.
  private static func copy(
    _ home: String, to standby: EmbeddedCluster, primarySocket: String
  ) throws {
    let folder = standby.folder
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [
      "-c",
      """
      set -e; mkdir -p "$2"; cp -a "$1" "$2/postgres"; chmod 755 "$2"
      touch "$2/postgres/data/standby.signal"
      chown --reference="$1/data" "$2/postgres/data/standby.signal"
      echo "primary_conninfo = 'host=$3 port=5432 user=postgres'" >> "$2/postgres/data/postgresql.auto.conf"
      echo "$2/postgres" > "$2/location"
      """, "copy", home, folder, primarySocket,
    ]
    try shell.run()
    shell.waitUntilExit()
    try #require(shell.terminationStatus == 0)
  }

  private static func isStandby(_ pool: Pool) async throws -> Bool {
    try await pool.withConnection { connection in
      let statement = Statement("standby", "select pg_is_in_recovery() as yes")
      return try await connection.query(statement)[0].get("yes", as: Bool.self)
    }
  }
}
