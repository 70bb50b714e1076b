import Calendars
import Dates
import Discovery
import Foundation
import Postgres
import Store

/// A server that requests are sent to.
struct Side {
  let name: String
  let address: String
  let processID: Int32
}

/// The servers of the comparison over HTTP, all running at once; those not asked do nothing.
struct Sides {
  private var programs: [ServingProgram] = []
  /// The API, which remembers nothing.
  private(set) var uncached: Side
  /// The API as it is set by default.
  private(set) var cached: Side
  /// Every server, in the order of the table.
  private(set) var all: [Side] = []
  /// Why there is no FastAPI.
  private(set) var fastAPIProblem: String?

  /// The names of the table.
  static let uncachedName = "almanac, uncached"
  static let cachedName = "almanac, cached"
  static let fastAPIName = "FastAPI and asyncpg, two workers"
  static let guardedName = "a handler of the same bytes behind the API's middleware"
  static let viewName = "the same statement over a plain materialized view, pgbench, 4 clients"
  static let bareName = "a bare Hummingbird handler of the same bytes"

  /// The API's connections to the database.
  static let connections = 5

  init(_ bench: Workbench, requests: [BenchRequest]) async throws {
    let (first, uncached) = try await Sides.api(bench, Self.uncachedName, cacheMegabytes: 0)
    let (second, cached) = try await Sides.api(bench, Self.cachedName, cacheMegabytes: 32)
    self.uncached = uncached
    self.cached = cached
    programs = [first, second]
    all = [uncached, cached]
    try await addHandlers(bench, target: requests[0].target)
    do {
      try await addFastAPI(bench)
    } catch let error as BenchError {
      fastAPIProblem = "\(error)"
    }
  }

  /// Starts the API over the market.
  static func api(
    _ bench: Workbench, _ name: String, cacheMegabytes: Int
  ) async throws -> (ServingProgram, Side) {
    let path = "\(bench.folder)/serve-\(cacheMegabytes).yml"
    try "schema: 1\ncache_mb: \(cacheMegabytes)\ndatabase_connections: \(connections)\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    let program = try await ServingProgram(
      bench.program,
      ["serve", "--port", "0", "--settings", path, "--database", bench.url, "--quiet"])
    return (program, Side(name: name, address: program.address, processID: program.processID))
  }

  /// Ends the servers.
  func stop() {
    for program in programs { program.stop() }
  }

  /// Handlers that answer every request with the bytes that the API gives for one.
  private mutating func addHandlers(_ bench: Workbench, target: String) async throws {
    let curl = try ChildProgram.find("curl", in: bench.toolFolders)
    let body = "\(bench.folder)/body.json"
    try ChildProgram(curl, ["-sSf", "-o", body, uncached.address + target]).run()
    for (name, options) in [(Self.guardedName, [String]()), (Self.bareName, ["--bare"])] {
      let program = try await ServingProgram(
        bench.program, ["bench-handler", "--body", body] + options)
      programs.append(program)
      all.append(Side(name: name, address: program.address, processID: program.processID))
    }
  }

  private mutating func addFastAPI(_ bench: Workbench) async throws {
    let uvicorn = try ChildProgram.find("uvicorn", in: bench.toolFolders)
    var statements: [(String, JSON)] = []
    for sort in Sort.allCases {
      var query = DiscoveryQuery(city: "", date: .init(dayNumber: 0))
      query.sort = sort
      for (name, least) in [("unfiltered", nil), ("filtered", Int64(1))] {
        query.priceMin = least
        let sql = query.firstPage(hasBlocks: false).statement.sql
        statements.append(("\(sort.rawValue) \(name)", .string(sql)))
      }
    }
    let path = "\(bench.folder)/statements.json"
    try JSON.object(statements).compact
      .write(toFile: path, atomically: true, encoding: .utf8)
    // The API's session settings here too.
    let settings = JSON.object(
      ConnectionSettings.reading().serverSettings.map { ($0, .string($1)) })
    let program = try await ServingProgram(
      uvicorn,
      [
        "fastapi_app:app", "--app-dir", bench.scripts, "--port", "\(try freePort())", "--workers",
        "2", "--no-access-log", "--loop", "uvloop", "--http", "httptools",
      ],
      environment: [
        "BENCH_STATEMENTS": path, "BENCH_DSN": bench.url, "BENCH_SETTINGS": settings.compact,
      ])
    programs.append(program)
    // The address is there before the workers are.
    try await Task.sleep(for: .seconds(3))
    all.append(
      Side(name: Self.fastAPIName, address: program.address, processID: program.processID))
  }
}

/// A TCP port that nobody listens on at this moment.
private func freePort() throws -> UInt16 {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let code = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
      bind(descriptor, generic, length) == 0 ? getsockname(descriptor, generic, &length) : -1
    }
  }
  guard code == 0 else { throw BenchError.missing(program: "free port") }
  return UInt16(bigEndian: address.sin_port)
}
