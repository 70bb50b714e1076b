/// What the comparison over HTTP has measured so far.
struct Measured {
  /// Answers a second, a value a round, by side.
  var rates: [String: [Double]] = [:]
  /// Uncached requests of 64 clients at once.
  var crowd: [Load] = []
  /// Uncached requests of one client.
  var single: [Load] = []
  /// Microseconds of processors that an uncached request takes of the API.
  var api: [Double] = []
  /// The same of the database.
  var database: [Double] = []
  var errors = 0.0

  /// The rows and the targets.
  func findings(_ section: String) -> Findings {
    var findings = Findings()
    for (name, values) in rates.sorted(by: { $0.key < $1.key }) {
      guard let spread = Spread(values) else { continue }
      findings.rows.append(BenchRow(section, name, unit: "requests/s", spread))
    }
    for (name, values) in [("API", api), ("database", database)] {
      guard let spread = Spread(values) else { continue }
      findings.rows.append(
        BenchRow(section, "processor of an uncached request, \(name)", unit: "microseconds", spread)
      )
    }
    for (clients, loads) in [("one client", single), ("64 clients", crowd)] {
      for (name, value) in [("median", \Load.median), ("p99", \.p99)] {
        guard let spread = Spread(loads.map { $0[keyPath: value] }) else { continue }
        findings.rows.append(BenchRow(section, "\(clients), uncached, \(name)", unit: "ms", spread))
      }
    }
    findings.rows.append(BenchRow(section, "errors", unit: "answers", Spread(errors)))
    hold(&findings)
    return findings
  }

  private func hold(_ findings: inout Findings) {
    let uncached = median(Sides.uncachedName)
    let pgbench = rates.filter { $0.key.hasPrefix("pgbench") }.keys.map(median).max() ?? .nan
    findings.hold("uncached / pgbench's best rate", .atLeast(0.5), uncached / pgbench)
    findings.hold(
      "processor of an uncached request, API / database", .atMost(0.9),
      (Spread(api)?.median ?? .nan) / (Spread(database)?.median ?? .nan))
    findings.hold(
      "uncached / FastAPI and asyncpg", .atLeast(2.5), uncached / median(Sides.fastAPIName))
    findings.hold(
      "cached / a handler behind the same middleware", .atLeast(0.9),
      median(Sides.cachedName) / median(Sides.guardedName))
    let ratios = crowd.map { $0.p99 / $0.median }
    findings.hold("64 clients, p99 / median", .atMost(4), Spread(ratios)?.median ?? .nan)
    // So many times as each waits for others, and three times that.
    let slower = zip(crowd, single).map { $0.p99 / $1.p99 }
    findings.hold(
      "p99 of 64 clients on \(Sides.connections) connections / of one client",
      .atMost(3 * 64 / Double(Sides.connections)), Spread(slower)?.median ?? .nan)
  }

  private func median(_ name: String) -> Double {
    rates[name].flatMap(Spread.init)?.median ?? .nan
  }
}
