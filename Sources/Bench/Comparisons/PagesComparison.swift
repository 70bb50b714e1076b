import Dates
import Discovery
import Postgres
import Store

/// Pages by the size of the cell, the order, the filters and the depth, one client, no HTTP.
struct PagesComparison {
  let bench: Workbench
  private static let section = "Latency of a page, one client"
  private static let repeats = 40
  private static let filterSets = 200
  static let largeSpaces = 50_000

  func findings() async throws -> Findings {
    let large = try await LargeMarket(bench: bench).url()
    let (small, smallDate) = try await bench.someCell(at: bench.url)
    let (big, bigDate) = try await bench.someCell(at: large)
    let sides = [
      (url: bench.url, draw: RequestDraw(seed: 7, city: small, date: smallDate)),
      (url: large, draw: RequestDraw(seed: 7, city: big, date: bigDate)),
    ]
    let names = ["\(bench.size.spaces)", "\(Self.largeSpaces)"]
    var findings = Findings()
    for sort in Sort.allCases {
      bench.note("pages by \(sort.rawValue)")
      var medians: [Double] = []
      for (side, name) in zip(sides, names) {
        let request = side.draw.unfiltered(sort)
        let times = try await times(
          Array(repeating: request.query, count: Self.repeats), at: side.url)
        medians.append(times.median)
        findings.rows.append(row("\(name) spaces, by \(sort.rawValue)", times))
      }
      findings.hold(
        "page of \(names[1]) / \(names[0]) spaces, by \(sort.rawValue)", .atMost(3),
        medians[1] / medians[0])
    }
    var high: [Double] = []
    for (side, name) in zip(sides, names) {
      bench.note("random filters over \(name) spaces")
      var draw = side.draw
      let queries = (0..<Self.filterSets).map { _ in draw.filtered().query }
      let times = try await times(queries, at: side.url)
      high.append(times.percentile(0.95))
      findings.rows.append(row("\(name) spaces, random filters", times))
      findings.rows.append(
        row("\(name) spaces, random filters, 95th percentile", Spread(high[high.count - 1])))
    }
    findings.hold(
      "page of \(names[1]) / \(names[0]) spaces, random filters, p95", .atMost(3),
      high[1] / high[0])
    findings.add(try await depth(of: sides[1].draw, at: large))
    return findings
  }

  private func row(_ name: String, _ times: Spread) -> BenchRow {
    BenchRow(Self.section, name, unit: "ms", times)
  }

  /// The first page beside the hundredth, in every order.
  private func depth(of draw: RequestDraw, at url: String) async throws -> Findings {
    var findings = Findings()
    for sort in Sort.allCases {
      bench.note("depth by \(sort.rawValue)")
      let query = draw.unfiltered(sort).query
      let (first, last) = try await bench.reading(url) { connection in
        let cursor = try await hundredth(of: query, connection)
        var (first, last): ([Double], [Double]) = ([], [])
        for _ in 0..<Self.repeats {
          first.append(try await time(query, after: nil, connection))
          last.append(try await time(query, after: cursor, connection))
        }
        return (Spread(first) ?? Spread(.nan), Spread(last) ?? Spread(.nan))
      }
      findings.rows.append(row("\(Self.largeSpaces) spaces, page 100, by \(sort.rawValue)", last))
      findings.hold(
        "page 100 / page 1, by \(sort.rawValue)", .atMost(1.2), last.median / first.median)
    }
    return findings
  }

  /// The cursor that leads to page 100.
  private func hundredth(
    of query: DiscoveryQuery, _ connection: Connection
  ) async throws -> Cursor? {
    var query = query
    query.limit = 99
    var cursor: Cursor?
    for _ in 0..<20 {
      guard let page = try await connection.discover(query, after: cursor), let cell = page.cell,
        let last = page.rows.prefix(99).last
      else { return cursor }
      cursor = Cursor(
        generation: cell.generation, place: last.place, total: 0, totalIsExact: false)
    }
    return cursor
  }

  /// The milliseconds of each query on one connection that has run them before.
  private func times(_ queries: [DiscoveryQuery], at url: String) async throws -> Spread {
    try await bench.reading(url) { connection in
      for query in queries.prefix(30) { _ = try await time(query, after: nil, connection) }
      var values: [Double] = []
      for query in queries { values.append(try await time(query, after: nil, connection)) }
      return Spread(values) ?? Spread(.nan)
    }
  }

  private func time(
    _ query: DiscoveryQuery, after cursor: Cursor?, _ connection: Connection
  ) async throws -> Double {
    let start = ContinuousClock.now
    _ = try await connection.discover(query, after: cursor)
    return (ContinuousClock.now - start) / .milliseconds(1)
  }
}

extension Findings {
  /// Takes over what a part of the comparison found.
  mutating func add(_ other: Findings) {
    rows += other.rows
    targets += other.targets
    skipped += other.skipped
  }
}
