import Dates
import Postgres
import Store
import Testing

extension WorkerMarket {
  /// Takes the lease of Lisbon for one of some processes; for no seconds it has expired at once.
  func lease(process: Int = 1, seconds: Double = 60) async throws -> Lease {
    try #require(
      try await connection.acquireLease(
        "city/1", owner: "6b0f3c0e-2c5e-4a1b-9a3e-00000000000\(process)", runID: Int64(process),
        seconds: seconds))
  }

  /// Prunes Lisbon as a run does.
  func prune(
    _ retention: Retention, today: LocalDate = today
  ) async throws -> PruneCounts {
    let lease = try await lease(process: 9)
    let counts = try await connection.prune(
      cityID: 1, lease: lease, today: today, retention: retention, at: .now(),
      isStopping: { false })
    try await connection.release([lease])
    return counts
  }

  /// Has run 77 of another process take the lease of Lisbon over from whoever takes it next.
  func loseNextLease() async throws {
    try await change(
      """
      create function public.take_over() returns trigger language plpgsql as $$
      begin
        update almanac.lease
        set
          owner = '6b0f3c0e-2c5e-4a1b-9a3e-000000000077', run_id = 77, fence = fence + 1,
          expires_at = clock_timestamp() + interval '1 hour'
        where resource = 'city/1';
        return null;
      end
      $$;
      create trigger take_over after insert or update of fence on almanac.lease
      for each row when (pg_trigger_depth() = 0 and new.resource = 'city/1')
      execute function public.take_over();
      """)
  }

  /// Makes a copy of a version of Lisbon that nothing points at, without rows.
  func copyCell(_ version: Int32, as copy: Int32) async throws {
    try await change(
      """
      insert into almanac.cell
      select n.* from almanac.cell as c
      cross join jsonb_populate_record(c, '{"version": \(copy)}') as n
      where c.city_id = 1 and c.version = \(version)
      """)
  }
}
