import Postgres

/// What the work needs: memory of the worker, bytes a row, and what a hundred nights leave behind.
struct RoomComparison {
  let bench: Workbench
  private static let section = "Room"
  private static let nights = 100

  func findings() async throws -> Findings {
    var findings = Findings()
    try await memory(&findings)
    let bytes = try await bench.number(
      """
      select pg_total_relation_size('almanac.result') / (select count(*) from almanac.result)::float8
      """)
    add("bytes a result row with all indexes", unit: "bytes", bytes, &findings)
    findings.hold("bytes a result row with all indexes", .atMost(170), bytes)
    try await churn(&findings)
    return findings
  }

  private func add(_ name: String, unit: String, _ value: Double, _ findings: inout Findings) {
    findings.rows.append(BenchRow(Self.section, name, unit: unit, Spread(value)))
  }

  /// The worker's largest resident set over a tenth of the dates and over all of them.
  private func memory(_ findings: inout Findings) async throws {
    bench.note("memory of the worker")
    try bench.almanac("rebuild", job: "even")
    let days = bench.size.days / 10 - 1
    let last = try await bench.withConnection { connection in
      try await connection.query(
        Statement(
          "last",
          "select (min(date) + \(days))::text as last from almanac.cell_live "
            + "where to_generation is null"))[0].get("last", as: String.self)
    }
    let small = try bench.almanac("rebuild", "--to", last, job: "third")
    let large = try bench.almanac("rebuild", job: "odd")
    let sides = [small, large].map { json in
      (rows: Int(integer("rows_written", in: json)), bytes: integer("peak_rss_bytes", in: json))
    }
    for side in sides {
      add("worker's memory, \(side.rows) rows", unit: "MiB", side.bytes / 1_048_576, &findings)
    }
    findings.hold(
      "worker's memory, \(sides[1].rows) / \(sides[0].rows) rows", .atMost(1.1),
      sides[1].bytes / sides[0].bytes)
  }

  /// The table after a hundred nightly runs, a twentieth of the cells changing before each, beside
  /// the same rows freshly loaded. A smaller market: two cities of 500 spaces and 30 dates.
  private func churn(_ findings: inout Findings) async throws {
    let url = bench.url(ofDatabase: "nights")
    try await bench.sql("drop database if exists nights; create database nights", apart: true)
    try bench.almanac("migrate", url: url)
    try bench.almanac("demo", "--cities", "2", "--spaces", "500", "--days", "30", url: url)
    for night in 0..<Self.nights {
      if night.isMultiple(of: 10) { bench.note("night \(night + 1) of \(Self.nights)") }
      try await bench.withConnection(to: url) { connection in
        try await connection.run(script: Self.change(night), name: "change")
        // What autovacuum, which is off here, does once a fifth of a table has changed; of the
        // table of results, which says so itself, once a fiftieth has.
        let tables = night.isMultiple(of: 4) ? "" : "almanac.result"
        _ = try await connection.execute(Statement("vacuum", "vacuum \(tables)"))
      }
      try bench.almanac("rebuild", job: "nights", url: url)
      try bench.almanac("prune", job: "nights", url: url)
    }
    let ratio = try await bench.withConnection(to: url) { connection in
      try await connection.run(
        script: """
          create table public.fresh (like almanac.result including all);
          insert into public.fresh select * from almanac.result order by city_id, version, \
          recommended, space_id
          """, name: "fresh")
      return try await connection.query(
        Statement(
          "ratio",
          """
          select pg_total_relation_size('almanac.result')::float8
            / pg_total_relation_size('public.fresh') as ratio
          """))[0].get("ratio", as: Double.self)
    }
    add("table after \(Self.nights) nights / freshly loaded", unit: "ratio", ratio, &findings)
    findings.hold(
      "table after \(Self.nights) nights, 5 % of the cells changed each / fresh", .atMost(1.3),
      ratio)
  }

  /// Books a space in a twentieth of the cells, and lets all that is published look a day older.
  private static func change(_ night: Int) -> String {
    """
    insert into source.booking (city_id, space_id, booking_id, starts_on, ends_on, units)
    select l.city_id, s.space_id, 8000000000 + \(night) * 100 + l.place, l.date, l.date + 1, 1
    from (
      select city_id, date,
        row_number() over (order by hashint8(version::bigint * 31 + \(night))) as place,
        count(*) over () as cells
      from almanac.cell_live where to_generation is null
    ) as l
    cross join lateral (
      select space_id from source.space
      where city_id = l.city_id and active order by hashint8(space_id + \(night)) limit 1
    ) as s
    where l.place * 20 <= l.cells;
    update almanac.generation set published_at = published_at - interval '1 day'
    """
  }
}
