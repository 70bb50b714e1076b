import Foundation
import Postgres

/// The made-up market of a bench, built once, and the job files that change every cell of it.
struct BenchMarket {
  let bench: Workbench

  /// Fills the source, builds every cell and gathers statistics.
  func make() async throws {
    try writeJobs()
    bench.note("a market of \(bench.size.cities) cities")
    try bench.almanac("migrate")
    try bench.almanac(
      "demo", "--cities", "\(bench.size.cities)", "--spaces", "\(bench.size.spaces)", "--days",
      "\(bench.size.days)", "--seed", "1")
    try await vacuum()
    bench.note("its first build")
    try bench.almanac("rebuild")
    try await vacuum()
  }

  private func vacuum() async throws {
    try await bench.withConnection { connection in
      _ = try await connection.execute(Statement("vacuum", "vacuum analyze"))
    }
  }

  /// Jobs that differ in one rule, which moves every price: a run by another one of them rebuilds
  /// and publishes every cell, and no space has changed.
  private func writeJobs() throws {
    let jobs = [
      ("even", 60, "+1%"), ("odd", 60, "+2%"), ("third", 60, "+3%"), ("short", 2, "+1%"),
      ("nights", 30, "+1%"),
    ]
    for (name, days, change) in jobs {
      let text = """
        schema: 1
        cities: all
        horizon: {days: \(days)}
        calendars: \(absolute("Jobs/calendars"))
        missing_calendar: ignore
        retention: {checkpoints: 3, days: 3}
        holidays: {public: {surcharge: +10%}}
        prices:
          - {name: weekend, weekdays: [sat, sun], change: +15%}
          - {name: turn-of-the-year, dates: 12-20..01-05, change: +20%}
          - {name: season, dates: 01-01..12-31, change: \(change)}

        """
      try text.write(toFile: "\(bench.folder)/\(name).yml", atomically: true, encoding: .utf8)
    }
  }
}
