import Calendars
import Dates
import Expansion
import Foundation
import Postgres
import Store
import Worker

/// Runs over little or nothing that has changed, beside a full rebuild.
struct ChangesComparison {
  let bench: Workbench
  private static let section = "Changes"
  private static let cellRounds = 15

  func findings() async throws -> Findings {
    var full = Costs()
    var nothing = Costs()
    var some = Costs()
    var trackedNothing = Costs()
    var trackedSome = Costs()
    let cells = try await bench.number(
      "select count(*) from almanac.cell_live where to_generation is null")
    let changed = max(1, Int(cells / 100))
    try bench.almanac("rebuild", job: "odd")
    for round in 0..<bench.rounds {
      bench.note("changes, round \(round + 1) of \(bench.rounds)")
      let job = round.isMultiple(of: 2) ? "even" : "odd"
      full.append(try await bench.cost { try bench.almanac("rebuild", job: job) })
      nothing.append(try await bench.cost { try bench.almanac("rebuild", job: job) })
      try await book(cells: changed, round: 2 * round)
      some.append(try await bench.cost { try bench.almanac("rebuild", job: job) })
      try bench.almanac("track", "install", job: job)
      // The first run after that still compares everything.
      try bench.almanac("rebuild", job: job)
      trackedNothing.append(try await bench.cost { try bench.almanac("rebuild", job: job) })
      try await book(cells: changed, round: 2 * round + 1)
      trackedSome.append(try await bench.cost { try bench.almanac("rebuild", job: job) })
      if round + 1 < bench.rounds { try bench.almanac("track", "remove", job: job) }
    }
    let one = try await oneCell(job: bench.rounds.isMultiple(of: 2) ? "odd" : "even")
    try bench.almanac("track", "remove")
    var findings = Findings()
    findings.rows += [
      full.row(Self.section, "full rebuild"),
      nothing.row(Self.section, "rebuild with nothing changed"),
      some.row(Self.section, "rebuild with \(changed) of \(Int(cells)) cells changed"),
      trackedNothing.row(Self.section, "the same with change capture, nothing changed"),
      trackedSome.row(Self.section, "the same with change capture, \(changed) cells changed"),
    ].compactMap { $0 }
    findings.rows.append(
      BenchRow(
        Self.section, "one cell of \(bench.size.spaces) spaces, change to published by a watch",
        unit: "ms", one.warm))
    findings.rows.append(
      BenchRow(Self.section, "the same by a run with new connections", unit: "ms", one.new))
    findings.hold(
      "no-change run / full rebuild, processor", .atMost(0.08),
      nothing.medianProcessor / full.medianProcessor)
    findings.hold(
      "no-change run with change capture / full rebuild, processor", .atMost(0.01),
      trackedNothing.medianProcessor / full.medianProcessor)
    findings.hold(
      "1 % of cells changed / full rebuild, processor", .atMost(1 / 30.0),
      some.medianProcessor / full.medianProcessor)
    findings.hold(
      "1 % of cells changed, with change capture / full rebuild, processor", .atMost(1 / 30.0),
      trackedSome.medianProcessor / full.medianProcessor)
    findings.hold("one cell, change to published, ms", .atMost(30), one.warm.median)
    return findings
  }

  /// Books one space for one night in so many cells, spread over cities and dates.
  private func book(cells: Int, round: Int) async throws {
    try await bench.sql(
      """
      insert into source.booking (city_id, space_id, booking_id, starts_on, ends_on, units)
      select l.city_id, s.space_id, 9000000000 + \(round) * 100000 + l.n, l.date, l.date + 1, 1
      from (
        select l.city_id, l.date, row_number() over (order by hashint8(l.version::bigint * 31)) as n
        from almanac.cell_live as l
        where l.to_generation is null
      ) as l
      cross join lateral (
        select s.space_id from source.space as s
        where s.city_id = l.city_id and s.active
        order by hashint8(s.space_id + \(round)) limit 1
      ) as s
      where l.n <= \(cells)
      """)
  }

  /// Milliseconds from a booking's commit to the publication of its cell, in this process: by a run
  /// as a watch has it that has heard of the change, on its connections, and by one on new ones.
  private func oneCell(job: String) async throws -> (warm: Spread, new: Spread) {
    let snapshot = FileSnapshot(of: .disk)
    let outcome = Job.load("\(bench.folder)/\(job).yml", from: snapshot.files, environment: [:])
    let rules = JobRules(
      outcome, in: snapshot, program: "bench", today: Instant.now().localDate(in: .gmt)
    ) { loaded in
      guard loaded.isUsable else {
        throw BenchError.unreadable(program: "calendars", output: loaded.report)
      }
    }
    guard let rules else {
      throw BenchError.unreadable(
        program: "job file", output: outcome.diagnostics.rendered(sources: outcome.sources))
    }
    _ = try rules.calendars()
    let cell = try await bench.withConnection { connection in
      try await connection.query(
        Statement(
          "cell",
          """
          select c.slug, min(l.date) + 3 as date, min(s.space_id) as space_id, c.city_id
          from source.city as c
          inner join almanac.cell_live as l using (city_id)
          inner join source.space as s using (city_id)
          where s.active and s.units > 1
          group by c.slug, c.city_id order by c.city_id limit 1
          """))[0]
    }
    var request = RunRequest(command: "refresh", kind: .refresh, instant: .now())
    request.cities = [try cell.get("slug")]
    let date: LocalDate = try cell.get("date")
    let (city, space): (Int32, Int64) = (try cell.get("city_id"), try cell.get("space_id"))
    let settings = ConnectionSettings.worker(url: bench.url, applicationName: "almanac bench")
    let connections = WarmConnections(settings)
    var (warm, new): ([Double], [Double]) = ([], [])
    for round in 0..<2 * Self.cellRounds {
      let isWarm = round.isMultiple(of: 2)
      try await bench.sql(
        """
        insert into source.booking (city_id, space_id, booking_id, starts_on, ends_on, units)
        values (\(city), \(space), \(9_900_000_000 + round), '\(date)', '\(date.adding(days: 1))', 1)
        """)
      request.instant = .now()
      request.recordsStages = !isWarm
      let start = ContinuousClock.now
      let run = Run(
        request, rules: rules,
        connections: isWarm ? connections : WarmConnections(settings), processID: UUID().uuidString,
        settings: settings, interruption: Interruption())
      _ = try await isWarm ? run.performWarm() : run.perform()
      let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
      // The first run of all opens the connections.
      guard round > 0 else { continue }
      if isWarm { warm.append(milliseconds) } else { new.append(milliseconds) }
    }
    await connections.close()
    return (Spread(warm) ?? Spread(.nan), Spread(new) ?? Spread(.nan))
  }
}
