import Dates
import HTTPTypes
import Postgres
import ServiceLifecycle
import Store
import TestSupport
import Testing

@testable import ReadAPI

/// What is answered from memory, and when memory is not enough.
@Suite struct CachingTests {
  private static let page = "/v1/discovery?city=city-1&date=2026-12-21"

  /// Calls `body` with a market behind a counting proxy.
  private func withProxy(
    _ body: (MarketAPI, StatementProxy) async throws -> Void
  ) async throws {
    try await TestCluster.shared().withDatabase(.market) { url in
      let proxy = try StatementProxy(serverFolder: try await TestCluster.shared().socketFolder)
      defer { proxy.remove() }
      let database = try #require(url.split(separator: " ").last)
      let market = try MarketAPI(
        url, databaseURL: "host=\(proxy.folder) port=5432 user=postgres \(database)")
      await refresh(market)
      try await body(market, proxy)
      await market.pool.close()
    }
  }

  private func watch(_ market: MarketAPI) -> PublicationWatch {
    PublicationWatch(market.api, .patientReading(url: market.url))
  }

  private func refresh(_ market: MarketAPI) async {
    let watch = watch(market)
    await watch.refresh()
    await watch.close()
  }

  @Test func `a second request, a 304 and another spelling cost no statement`() async throws {
    try await withProxy { market, proxy in
      let first = await market.get(Self.page)
      let executed = proxy.count("E")
      let again = await market.get(Self.page)
      #expect(again.body == first.body)
      #expect(again.headers[.eTag] == first.headers[.eTag])
      #expect(again.headers[.age] == first.headers[.age])
      let spelled = await market.get(
        "/v1/discovery?limit=020&date=2026-12-21&city=city-1&price_max=0&category=")
      #expect(spelled.body == first.body)
      let tag = try #require(first.headers[.eTag])
      let known = await market.get(Self.page, headers: [.ifNoneMatch: tag])
      #expect(known.status == .notModified)
      #expect(proxy.count("E") == executed)
    }
  }

  @Test func `what is absent is remembered too, until the next publication`() async throws {
    try await withProxy { market, proxy in
      for path in [
        "/v1/discovery?city=nowhere&date=2026-12-21", "/v1/discovery?city=city-1&date=2027-01-01",
      ] {
        #expect(await market.get(path).status == .notFound)
        let executed = proxy.count("E")
        #expect(await market.get(path).status == .notFound)
        #expect(proxy.count("E") == executed, "\(path)")
      }
      try await publish(market)
      await refresh(market)
      let executed = proxy.count("E")
      #expect(await market.get("/v1/discovery?city=nowhere&date=2026-12-21").status == .notFound)
      #expect(proxy.count("E") == executed + 1)
    }
  }

  @Test(arguments: [
    page, "\(page)&limit=3&sort=price", "/v1/discovery/facets?city=city-1&date=2026-12-21",
    "/v1/cities/city-1/days?from=2026-12-20&to=2026-12-30", "/v1/cities",
  ])
  func `each kind of answer is made once, in either coding`(path: String) async throws {
    try await withProxy { market, proxy in
      let first = await market.get(path)
      let executed = proxy.count("E")
      let again = await market.get(path)
      #expect(again.body == first.body)
      #expect(again.headers[.serverTiming]?.contains("db;") == false)
      let packed = await market.get(path, headers: [.acceptEncoding: "gzip"])
      let tag = try #require(packed.headers[.eTag])
      if packed.headers[.contentEncoding] == "gzip" {
        #expect(packed.body.count < first.body.count)
        #expect(try gunzipped(packed.body) == first.body)
        #expect(tag == first.headers[.eTag].map { $0.dropLast() + "-gzip\"" })
      } else {
        #expect(packed.body == first.body && first.body.count < 1024)
        #expect(tag == first.headers[.eTag])
      }
      let known = await market.get(
        path, headers: [.acceptEncoding: "gzip", .ifNoneMatch: "\"other\", W/\(tag)"])
      #expect(known.status == .notModified)
      #expect(known.headers[.eTag] == tag)
      #expect(known.headers[.vary] == "Accept-Encoding, As-Of, Max-Staleness")
      #expect(proxy.count("E") == executed)
    }
  }

  @Test func `what a client holds is recognised by an API that never made it`() async throws {
    try await withProxy { market, proxy in
      let held = try #require(await market.get(Self.page).headers[.eTag])
      let other = try MarketAPI(market.url)
      await refresh(other)
      let executed = proxy.count("E")
      let known = await other.get(Self.page, headers: [.ifNoneMatch: held])
      #expect(known.status == .notModified)
      #expect(known.headers[.age] == "86460")
      #expect(other.pool.size == 0)
      let another = await other.get("\(Self.page)&limit=7", headers: [.ifNoneMatch: held])
      #expect(another.status == .ok)
      #expect(proxy.count("E") == executed)
      await other.pool.close()
    }
  }

  @Test func `a withdrawal is an answer of another name`() async throws {
    try await withProxy { market, proxy in
      let paths = [
        Self.page, "\(Self.page)&limit=3&sort=price",
        "/v1/discovery/facets?city=city-1&date=2026-12-21",
        "/v1/cities/city-1/days?from=2026-12-21&to=2026-12-22",
      ]
      var held: [String: Answer] = [:]
      for path in paths { held[path] = await market.get(path) }
      let first = try #require(held[paths[1]])
      let cursor = try #require(first.text.firstMatch(of: /"next_cursor":"([^"]+)"/)).1
      let second = "\(paths[1])&cursor=\(cursor)"
      held[second] = await market.get(second)
      let other = "/v1/discovery?city=city-2&date=2026-12-21"
      let elsewhere = await market.get(other)
      try await withdrawLowest(market)
      await refresh(market)
      for (path, before) in held {
        let tag = try #require(before.headers[.eTag])
        let after = await market.get(path, headers: [.ifNoneMatch: tag])
        #expect(after.status == .ok, "\(path)")
        #expect(after.headers[.eTag] != tag, "\(path)")
      }
      #expect(await market.get(second).body != held[second]?.body)
      let executed = proxy.count("E")
      #expect(await market.get(other).body == elsewhere.body)
      #expect(proxy.count("E") == executed)
    }
  }

  /// Takes the ten cheapest spaces out of a live version, as a withdrawal does.
  private func withdrawLowest(_ market: MarketAPI) async throws {
    let connection = try await Connection.open(.worker(url: market.url, applicationName: "test"))
    try await connection.run(
      script: """
        delete from almanac.result as r using (
          select w.space_id from almanac.result as w where w.city_id = 1 and w.version = 1
          order by w.price_minor, w.space_id limit 10
        ) as l where r.city_id = 1 and r.space_id = l.space_id;
        update almanac.cell set row_count = row_count - 10 where city_id = 1 and version = 1;
        update almanac.city set catalogue_version = catalogue_version + 1 where city_id = 1;
        """, name: "withdrawal")
    await connection.close()
  }

  @Test func `a publication brings the new version, and cursors keep the old one`() async throws {
    try await withProxy { market, proxy in
      let first = await market.get("\(Self.page)&limit=3&sort=price")
      let cursor = try #require(first.text.firstMatch(of: /"next_cursor":"([^"]+)"/)).1
      let second = "\(Self.page)&limit=3&sort=price&cursor=\(cursor)"
      let before = await market.get(second)
      try await publish(market)
      // Not heard of yet: the answer is still a whole one of the version before.
      #expect(await market.get("\(Self.page)&limit=3&sort=price").body == first.body)
      await refresh(market)
      let fresh = await market.get("\(Self.page)&limit=3&sort=price")
      #expect(fresh.body != first.body)
      #expect(fresh.text.contains(#""generation":9"#))
      let executed = proxy.count("E")
      #expect(await market.get(second).body == before.body)
      #expect(proxy.count("E") == executed)
    }
  }

  private func publish(_ market: MarketAPI) async throws {
    let connection = try await Connection.open(.worker(url: market.url, applicationName: "test"))
    try await connection.run(
      script: """
        update almanac.cell_live set to_generation = 9 where city_id = 1 and date = '2026-12-21';
        insert into almanac.cell_live values (1, '2026-12-21', 9, null, 2);
        insert into almanac.generation (generation, city_id, kind, cells, published_at)
        values (9, 1, 'rebuild', 1, '2026-12-01T04:00:00Z');
        """, name: "publication")
    await connection.close()
  }

  @Test func `equal requests at one time share one statement`() async throws {
    try await withProxy { market, proxy in
      let path = "\(Self.page)&sort=rating&capacity_min=2"
      _ = await market.get("\(Self.page)&sort=rating&capacity_min=3")
      let executed = proxy.count("E")
      let bodies = await withTaskGroup(of: [UInt8].self) { tasks in
        for _ in 0..<50 { tasks.addTask { await market.get(path).body } }
        return await tasks.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
      }
      #expect(bodies.count == 1)
      #expect(proxy.count("E") == executed + 1)
    }
  }

  @Test func `a run that found nothing makes answers fresher`() async throws {
    try await withProxy { market, _ in
      #expect(await market.get(Self.page).headers[.age] == "86460")
      let connection = try await Connection.open(
        .worker(url: market.url, applicationName: "test"))
      try await connection.run(
        script: """
          insert into almanac.city_check (city_id, run_id, from_date, to_date, inputs_as_of)
          values (1, 2, '2026-12-20', '2027-01-20', '2026-12-02T02:59:50Z');
          """, name: "check")
      await connection.close()
      await refresh(market)
      let fresher = await market.get(Self.page)
      #expect(fresher.headers[.age] == "10")
    }
  }

  @Test func `a run makes each city's answers fresher, however long it takes for the next one`()
    async throws
  {
    try await withProxy { market, _ in
      let connection = try await Connection.open(
        .worker(url: market.url, applicationName: "test"))
      // Run 2 comes to its second city when run 3 has been at another one.
      for (city, run) in [(1, 2), (3, 3), (2, 2)] {
        try await connection.run(
          script: """
            insert into almanac.city_check (city_id, run_id, from_date, to_date, inputs_as_of)
            values (\(city), \(run), '2026-12-20', '2027-01-20', '2026-12-02T02:59:50Z');
            """, name: "check")
        await refresh(market)
        let page = "/v1/discovery?city=city-\(city)&date=2026-12-21"
        #expect(await market.get(page).headers[.age] == "10", "\(page)")
      }
      await connection.close()
    }
  }

  @Test func `too stale an answer is refused, and another moment is read`() async throws {
    try await withProxy { market, _ in
      let stale = await market.get(Self.page, headers: [.maxStaleness: "86459"])
      #expect(stale.status == .serviceUnavailable)
      #expect(stale.text.contains("too-stale"))
      #expect(stale.headers[.age] == "86460")
      #expect(await market.get(Self.page, headers: [.maxStaleness: "86460"]).status == .ok)
      try await publish(market)
      await refresh(market)
      for (moment, generation) in [("9", 9), ("8", 1), ("2026-12-01T03:30:00Z", 1)] {
        let answer = await market.get(Self.page, headers: [.asOf: moment])
        #expect(answer.text.contains("\"generation\":\(generation)"), "\(moment)")
      }
      let before = await market.get(Self.page, headers: [.asOf: "2026-11-01T00:00:00Z"])
      #expect(before.text.contains("not-retained"))
      for header in [HTTPField.Name.asOf, .maxStaleness] {
        let refused = await market.get(Self.page, headers: [header: "yesterday"])
        #expect(refused.text.contains("invalid-header"))
      }
    }
  }

  @Test func `what was live at a moment is read once, until anything changes`() async throws {
    try await withProxy { market, proxy in
      let facets = Self.page.replacing("discovery", with: "discovery/facets")
      let newest = await market.get(Self.page)
      var executed = proxy.count("E")
      // Nothing has been published since: both read what is live.
      for moment in ["1", "3"] {
        let same = await market.get(Self.page, headers: [.asOf: moment])
        #expect(same.body == newest.body && same.headers[.eTag] == newest.headers[.eTag])
        #expect(same.headers[.age] == newest.headers[.age])
      }
      #expect(proxy.count("E") == executed)
      try await publish(market)
      await refresh(market)
      for path in [Self.page, facets] {
        for moment in ["1", "8", "2026-12-01T03:30:00Z", "9", "10", "2026-12-01T04:00:00Z", "0"] {
          executed = proxy.count("E")
          let first = await market.get(path, headers: [.asOf: moment])
          #expect(proxy.count("E") - executed <= 1, "\(path) \(moment)")
          executed = proxy.count("E")
          let again = await market.get(path, headers: [.asOf: moment])
          #expect(again.body == first.body && again.status == first.status)
          let isOld = !["9", "10", "2026-12-01T04:00:00Z"].contains(moment)
          #expect(first.text.contains("\"generation\":9") != isOld, "\(path) \(moment)")
          #expect((first.status == .notFound) == (moment == "0"))
          if let tag = first.headers[.eTag] {
            let known = await market.get(path, headers: [.asOf: moment, .ifNoneMatch: tag])
            #expect(known.status == .notModified && known.headers[.eTag] == tag)
          }
          #expect(proxy.count("E") == executed, "\(path) \(moment)")
        }
      }
      #expect(await market.get(Self.page, headers: [.asOf: "1"]).body == newest.body)
      try await withdrawLowest(market)
      await refresh(market)
      let without = await market.get(Self.page, headers: [.asOf: "1"])
      #expect(without.body != newest.body && without.status == .ok)
      #expect(without.headers[.eTag] != newest.headers[.eTag])
    }
  }

  @Test func `a generation to come reads what is live until it comes`() async throws {
    try await withProxy { market, proxy in
      let before = await market.get(Self.page, headers: [.asOf: "9"])
      #expect(before.text.contains("\"generation\":1"))
      try await publish(market)
      await refresh(market)
      let after = await market.get(Self.page, headers: [.asOf: "9"])
      #expect(after.text.contains("\"generation\":9"))
    }
  }

  @Test func `publications are heard without asking`() async throws {
    try await withProxy { market, _ in
      let logger = market.api.logger
      let group = ServiceGroup(services: [watch(market)], logger: logger)
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        try await publish(market)
        let connection = try await Connection.open(
          .worker(url: market.url, applicationName: "test"))
        while market.api.pointers.place(of: Self.cell, at: .now)?.standing.generation != 9 {
          try await connection.run(script: "notify almanac_generation, '9'", name: "notify")
          await Task.yield()
        }
        await connection.close()
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
    }
  }

  private static let cell = CellName(city: "city-1", date: LocalDate(dayNumber: 20_808))
}
