import Foundation

/// The rows of every live cell as a plain materialized view, `bench.result_view`, with an index that
/// gives the default order as the table's key does.
struct ResultView {
  let bench: Workbench

  /// Makes the view anew from what is live, in a schema `bench` of its own that readers may read.
  func make() async throws {
    let script = try String(contentsOfFile: "SQL/bench/create_result_view.sql", encoding: .utf8)
    try await bench.sql("drop schema if exists bench cascade; create schema bench")
    try await bench.sql(script)
    try await refresh()
    try await bench.sql(
      """
      grant usage on schema bench to almanac_reader;
      grant select on bench.result_view to almanac_reader;
      analyze bench.result_view
      """)
  }

  func refresh(_ how: String = "") async throws {
    try await bench.sql("refresh materialized view \(how) bench.result_view")
  }

  /// Gathers what the planner of the view's query has to know of the tables that a run changes, as
  /// autovacuum would, which a bench has switched off.
  func gatherStatistics() async throws {
    try await bench.sql("analyze almanac.cell, almanac.cell_live, almanac.day, almanac.card")
  }

  /// A statement of the API over the view in place of the table of results, whose further columns
  /// stand for themselves.
  static func over(_ sql: String) -> String {
    sql.replacing(
      "almanac.result as r",
      with: """
        (
          select v.*, v.space_id as space_rank, 0 as block from bench.result_view as v
        ) as r
        """)
  }
}
