/// A part of the bench that can be asked for by itself.
public enum Comparison: String, Sendable, CaseIterable {
  /// A full rebuild beside REFRESH MATERIALIZED VIEW, COPY, CREATE TABLE AS and dbt.
  case rebuild
  /// Runs over little or nothing that has changed.
  case changes
  /// Pages by size of the cell, order, filters and depth.
  case pages
  /// Requests over HTTP beside pgbench, FastAPI and handlers that know the bytes.
  case http
  /// The memory of the worker, bytes a row, and what nights of churn leave behind.
  case room
  /// The request path that such endpoints have in life, with its habits taken away one by one.
  case before

  /// Runs it.
  func findings(_ bench: Workbench) async throws -> Findings {
    switch self {
    case .rebuild: try await RebuildComparison(bench: bench).findings()
    case .changes: try await ChangesComparison(bench: bench).findings()
    case .pages: try await PagesComparison(bench: bench).findings()
    case .http: try await HTTPComparison(bench: bench).findings()
    case .room: try await RoomComparison(bench: bench).findings()
    case .before: try await BeforeComparison(bench: bench).findings()
    }
  }
}
