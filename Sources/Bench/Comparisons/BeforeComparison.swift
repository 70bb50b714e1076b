import Dates
import Discovery
import Foundation
import Postgres
import Store

/// The request path that such endpoints have in life, with its habits taken away one by one, and
/// last the materialized cells; one client, the same requests.
struct BeforeComparison {
  let bench: Workbench
  private static let section = "One request, from the source to the cells"

  func findings() async throws -> Findings {
    try await bench.sql(
      """
      create schema if not exists bench;
      drop table if exists bench.price_override;
      create table bench.price_override as table source.price_override
      """)
    try await bench.sql("analyze bench.price_override")
    let requests = try await requests()
    try await requireEqualPages(requests)
    var times: [String: [Double]] = [:]
    for round in 0..<bench.rounds {
      bench.note("before, round \(round + 1) of \(bench.rounds)")
      for (name, habits) in Habits.stages {
        times[name, default: []].append(try await live(requests, habits))
      }
      times[Self.cells, default: []].append(try await materialized(requests))
    }
    var findings = findings(times)
    do {
      try await overHTTP(requests, times[Habits.stages[0].name] ?? [], &findings)
    } catch let error as BenchError {
      findings.skipped.append("before, over HTTP: \(error)")
    }
    return findings
  }

  /// The same requests to the API, HTTP included, by one client that sends one after the other.
  private func overHTTP(
    _ requests: [BenchRequest], _ before: [Double], _ findings: inout Findings
  ) async throws {
    let wrk = try ChildProgram.find("wrk", in: bench.toolFolders)
    let targets = "\(bench.folder)/before.txt"
    try (requests.map(\.target).joined(separator: "\n") + "\n")
      .write(toFile: targets, atomically: true, encoding: .utf8)
    let before = Spread(before)?.median ?? .nan
    for (name, megabytes, least) in [("uncached", 0, 1000.0), ("cached", 32, 2500)] {
      let (program, side) = try await Sides.api(bench, name, cacheMegabytes: megabytes)
      defer { program.stop() }
      let loads = try (0..<bench.rounds).map { _ in
        try Load.wrk(
          wrk, script: "\(bench.scripts)/targets.lua", targets: targets, to: side.address,
          clients: 1, seconds: 2)
      }
      // The mean of all requests, as on the other side.
      guard let spread = Spread(loads.map { 1000 / $0.rate }) else { continue }
      findings.rows.append(
        BenchRow(Self.section, "over HTTP, \(name)", unit: "ms", spread))
      findings.hold(
        "before / a page over HTTP, \(name)", .atLeast(least), before / spread.median)
    }
  }

  private static let cells = "from the materialized cells, one statement"

  private func findings(_ times: [String: [Double]]) -> Findings {
    var findings = Findings()
    for name in Habits.stages.map(\.name) + [Self.cells] {
      guard let spread = Spread(times[name] ?? []) else { continue }
      findings.rows.append(BenchRow(Self.section, name, unit: "ms", spread))
    }
    return findings
  }

  /// Milliseconds a request by the live path.
  private func live(_ requests: [BenchRequest], _ habits: Habits) async throws -> Double {
    let jobFile = "\(bench.folder)/even.yml"
    let (kept, page) = (try HabitualPath.path(jobFile), try SourcePage())
    return try await bench.withConnection { connection in
      let path = HabitualPath(
        habits: habits, url: bench.url, jobFile: jobFile, connection: connection, kept: kept,
        page: page)
      let repeats = habits.contains(.forgetfulness) ? 1 : Habits.repeats
      let start = ContinuousClock.now
      for request in requests {
        var cache: [String: [Int64]] = [:]
        for _ in 0..<repeats where cache[request.target] == nil {
          cache[request.target] = try await path.answer(request)
        }
      }
      return (ContinuousClock.now - start) / .milliseconds(1) / Double(requests.count * repeats)
    }
  }

  /// Every stage has to give the same page: a faster answer to another question is none.
  private func requireEqualPages(_ requests: [BenchRequest]) async throws {
    let jobFile = "\(bench.folder)/even.yml"
    let (kept, page) = (try HabitualPath.path(jobFile), try SourcePage())
    try await bench.withConnection { connection in
      for request in requests {
        var pages: [[Int64]] = []
        for habits: Habits in [[.applicationWork], []] {
          let path = HabitualPath(
            habits: habits, url: bench.url, jobFile: jobFile, connection: connection, kept: kept,
            page: page)
          pages.append(try await path.answer(request))
        }
        guard pages[0] == pages[1] else {
          throw BenchError.unreadable(
            program: "page_from_source", output: "\(request.target): \(pages)")
        }
      }
    }
  }

  /// Milliseconds a request by the statement of the API.
  private func materialized(_ requests: [BenchRequest]) async throws -> Double {
    try await bench.reading(bench.url) { connection in
      for request in requests {
        _ = try await connection.discover(request.query, after: nil, hasBlocks: false)
      }
      let start = ContinuousClock.now
      for _ in 0..<20 {
        for request in requests {
          _ = try await connection.discover(request.query, after: nil, hasBlocks: false)
        }
      }
      return (ContinuousClock.now - start) / .milliseconds(1) / Double(20 * requests.count)
    }
  }

  /// Four requests: plain and filtered ones of two cities.
  private func requests() async throws -> [BenchRequest] {
    let cells = try await bench.cells(at: bench.url, count: 2)
    return cells.enumerated().flatMap { index, cell in
      var draw = RequestDraw(seed: UInt64(index), city: cell.0, date: cell.1)
      return [draw.unfiltered(.recommended), draw.filtered()]
    }
  }
}
