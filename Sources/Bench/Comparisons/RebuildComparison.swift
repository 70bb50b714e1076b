import Foundation

/// A full rebuild, in which every cell differs, beside what PostgreSQL and dbt do for the same rows.
struct RebuildComparison {
  let bench: Workbench
  private var view: ResultView { ResultView(bench: bench) }
  private static let section = "Writing every row"

  func findings() async throws -> Findings {
    var costs: [String: Costs] = [:]
    func measure(_ name: String, _ body: () async throws -> Void) async throws {
      bench.note(name)
      costs[name, default: Costs()].append(try await bench.cost(body))
    }
    try await prepare()
    for round in 0..<bench.rounds {
      bench.note("round \(round + 1) of \(bench.rounds)")
      try await measure(Side.rebuild) {
        try bench.almanac("rebuild", job: round.isMultiple(of: 2) ? "odd" : "even")
      }
      try await view.gatherStatistics()
      try await measure(Side.refresh) { try await view.refresh() }
      if round == 0 {
        try bench.almanac("rebuild", job: "third")
        try await measure(Side.concurrently) { try await view.refresh("concurrently") }
      }
      try await measure(Side.query) {
        try await bench.sql(
          "drop table if exists bench.computed; create table bench.computed as table bench.definition"
        )
      }
      try await measureCopies(measure)
    }
    var findings = Findings()
    let rows = Int(try await bench.number("select count(*) from bench.result_view"))
    for side in Side.all {
      findings.rows += costs[side]?.row("\(Self.section): \(rows)", side).map { [$0] } ?? []
    }
    hold(costs, &findings)
    do {
      findings.rows += try await DbtComparison(bench: bench).rows()
    } catch let error as BenchError {
      findings.skipped.append("dbt: \(error)")
    }
    return findings
  }

  /// The sides, by the names that the table shows.
  private enum Side {
    static let rebuild = "almanac rebuild, published"
    static let refresh = "REFRESH MATERIALIZED VIEW, its index"
    static let concurrently = "REFRESH ... CONCURRENTLY"
    static let query = "CREATE TABLE AS of the view's query, no index"
    static let copy = "COPY BINARY, no index"
    static let index = "the indexes of almanac.result, built after"
    static let copyIndexed = "COPY BINARY into the indexed table"
    static let all = [rebuild, refresh, concurrently, query, copy, index, copyIndexed]
  }

  private func hold(_ costs: [String: Costs], _ findings: inout Findings) {
    func ratio(_ value: KeyPath<Costs, Double>, _ sides: String...) -> Double {
      let divisor = sides.reduce(0) { $0 + (costs[$1]?[keyPath: value] ?? .nan) }
      return (costs[Side.rebuild]?[keyPath: value] ?? .nan) / divisor
    }
    findings.hold(
      "full rebuild / REFRESH, processor", .atMost(0.7), ratio(\.medianProcessor, Side.refresh))
    findings.hold(
      "full rebuild / REFRESH, wall", .atMost(0.7), ratio(\.medianSeconds, Side.refresh))
    findings.hold(
      "full rebuild / REFRESH CONCURRENTLY, processor", .atMost(0.15),
      ratio(\.medianProcessor, Side.concurrently))
    findings.hold(
      "full rebuild / COPY BINARY and indexes, processor", .atMost(1.6),
      ratio(\.medianProcessor, Side.copy, Side.index))
  }

  private func prepare() async throws {
    try await view.make()
    try await bench.sql(
      """
      create table bench.plain (like almanac.result);
      create table bench.indexed (like almanac.result including all)
      """)
  }

  /// Gives `bench.plain` the primary key that the table of results has.
  private static let addKey = """
    do $$ begin
      execute 'alter table bench.plain add constraint plain_pkey primary key (' || (
        select string_agg(quote_ident(a.attname), ', ' order by k.place)
        from pg_index as i
        cross join unnest(i.indkey) with ordinality as k (attnum, place)
        inner join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
        where i.indrelid = 'almanac.result'::regclass and i.indisprimary
      ) || ')';
    end $$
    """

  /// The same rows through COPY, as fast as a client can: from a file, in binary, in key order.
  private func measureCopies(
    _ measure: (String, () async throws -> Void) async throws -> Void
  ) async throws {
    let psql = try ChildProgram.find("psql", in: bench.toolFolders)
    func copy(_ command: String) throws {
      try ChildProgram(psql, ["-X", "-q", "-v", "ON_ERROR_STOP=1", bench.url, "-c", command]).run()
    }
    let file = "\(bench.folder)/rows.bin"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try copy(
      """
      \\copy (select r.* from almanac.cell_live as l inner join almanac.result as r \
      using (city_id, version) where l.to_generation is null \
      order by r.city_id, r.version, r.recommended, r.space_id) to '\(file)' (format binary)
      """)
    try await bench.sql("truncate bench.plain, bench.indexed")
    try await measure(Side.copy) { try copy("\\copy bench.plain from '\(file)' (format binary)") }
    try await measure(Side.index) {
      try await bench.sql(Self.addKey)
    }
    try await bench.sql("alter table bench.plain drop constraint plain_pkey")
    try await measure(Side.copyIndexed) {
      try copy("\\copy bench.indexed from '\(file)' (format binary)")
    }
    try await bench.sql("truncate bench.plain, bench.indexed; drop table bench.computed")
  }
}
