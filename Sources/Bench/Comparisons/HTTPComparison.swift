import Dates
import Discovery
import Foundation

/// Requests over HTTP beside pgbench with the same statement, FastAPI, and handlers that know the
/// bytes; all on the same cores as the database.
struct HTTPComparison {
  let bench: Workbench
  private static let section = "Requests over HTTP"
  private static let clients = 8

  func findings() async throws -> Findings {
    var findings = Findings()
    let tools = try Tools(bench)
    let requests = try await requests()
    let targets = try write(requests.map(\.target).joined(separator: "\n") + "\n", "targets.txt")
    let scripts = try PgbenchScripts(requests, in: "\(bench.folder)/pgbench")
    try await ResultView(bench: bench).make()
    let viewScripts = try PgbenchScripts(
      requests, in: "\(bench.folder)/pgbench-view", ResultView.over)
    let sides = try await Sides(bench, requests: requests)
    defer { sides.stop() }
    if let reason = sides.fastAPIProblem { findings.skipped.append("FastAPI: \(reason)") }
    var measured = Measured()
    for round in 0..<max(bench.rounds, 1) {
      bench.note("requests, round \(round + 1) of \(bench.rounds)")
      for side in sides.all {
        let load = try await load(tools, targets, side, clients: Self.clients)
        measured.rates[side.name, default: []].append(load.rate)
        measured.errors += load.errors
      }
      for clients in [4, 8] {
        measured.rates["pgbench, \(clients) clients", default: []].append(
          try scripts.rate(tools.pgbench, bench.url, clients: clients, seconds: seconds))
      }
      measured.rates[Sides.viewName, default: []].append(
        try viewScripts.rate(tools.pgbench, bench.url, clients: 4, seconds: seconds))
      measured.single.append(try await load(tools, targets, sides.uncached, clients: 1))
      measured.crowd.append(try await load(tools, targets, sides.uncached, clients: 64))
      try await measureProcessor(tools, targets, sides, &measured)
    }
    let cached = try await load(tools, targets, sides.cached, clients: 1)
    findings.rows.append(
      BenchRow(Self.section, "one client, cached, median", unit: "ms", Spread(cached.median)))
    findings.add(measured.findings(Self.section))
    return findings
  }

  private var seconds: Int { bench.size == .small ? 2 : 4 }

  private func load(
    _ tools: Tools, _ targets: String, _ side: Side, clients: Int
  ) async throws -> Load {
    try Load.wrk(
      tools.wrk, script: "\(bench.scripts)/targets.lua", targets: targets, to: side.address,
      clients: clients, seconds: seconds)
  }

  /// The processor time of an uncached request, the API's and the database's.
  private func measureProcessor(
    _ tools: Tools, _ targets: String, _ sides: Sides, _ measured: inout Measured
  ) async throws {
    let server = { ProcessorClock.tree(of: bench.serverProcess) }
    let api = { ProcessorClock.tree(of: sides.uncached.processID) }
    let (serverBefore, apiBefore) = (server(), api())
    let load = try await load(tools, targets, sides.uncached, clients: Self.clients)
    measured.api.append((api() - apiBefore) / load.requests * 1e6)
    measured.database.append((server() - serverBefore) / load.requests * 1e6)
  }

  /// So many requests that no two clients ask the same at one time, of which the API would answer
  /// both by one statement; each is a script of pgbench, which takes 128.
  private static let requestCount = 72

  /// Requests over cities and dates: plain pages and filtered ones, in every order, all distinct.
  private func requests() async throws -> [BenchRequest] {
    let cells = try await bench.cells(at: bench.url, count: 20)
    return (0..<Self.requestCount).map { index in
      let (city, first) = cells[index % cells.count]
      let round = index / cells.count
      var draw = RequestDraw(
        seed: UInt64(index), city: city, date: first.adding(days: round % 14))
      let sort = Sort.allCases[(index + round) % Sort.allCases.count]
      return index.isMultiple(of: 2) ? draw.unfiltered(sort) : draw.filtered()
    }
  }

  private func write(_ text: String, _ name: String) throws -> String {
    let path = "\(bench.folder)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// The programs that send requests.
  private struct Tools {
    let wrk: String
    let pgbench: String

    init(_ bench: Workbench) throws {
      wrk = try ChildProgram.find("wrk", in: bench.toolFolders)
      let folders =
        (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
      pgbench = try ChildProgram.find(
        "pgbench", in: bench.toolFolders + folders.map { "/usr/lib/postgresql/\($0)/bin" })
    }
  }
}
