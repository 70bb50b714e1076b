import Dates
import Expansion
import Postgres
import Store

/// The end of live cells beyond the horizon, as where that was shortened: no run would look at them
/// any more, and they would stay live as they are.
///
/// They end in one publication, unless a gate holds that. What a rollback has fixed stays, and so
/// does what the last run of another job has looked at since the oldest checkpoint that is kept: its
/// horizon may be longer.
struct HorizonEnd {
  let city: City
  let request: RunRequest
  let job: Job
  let connection: Connection

  /// Ends or holds the cells, under the city's lease; `today` is the city's date.
  func perform(
    runID: Int64, lease: Lease, today: LocalDate, into result: inout CityResult
  ) async throws {
    let now = Instant.now()
    let last = job.horizon.dates(from: today).last
    let beyond = try await connection.cellsBeyond(
      last, cityID: city.id, command: request.command,
      since: now.adding(seconds: -Double(job.retention.days) * 86_400))
    guard let end = beyond.last?.date, let range = DateRange(first: last, last: end) else { return }
    let holds = try await holds(range)
    let kept = Set(
      beyond.filter { cell in
        holds[cell.date].map { $0.isDiscarded && $0.baseVersion == cell.version } ?? false
      }.map(\.date))
    let ends = beyond.filter { !kept.contains($0.date) }
    guard !ends.isEmpty else { return }
    if try await hold(ends, holds, runID: runID, lease: lease, today: today, at: now) {
      let held = try await self.holds(range).values.filter { !$0.isDiscarded }.map(\.hold)
      result.held += held.sorted { $0.cell.date < $1.cell.date }
      result.counts.held += held.count
    } else {
      let publication = try await connection.publish(
        ends.map(CellMove.init(ending:)), cityID: city.id, lease: lease, kind: request.kind,
        runID: runID, endsAnyCity: true, at: now)
      result.generation = publication?.generation ?? result.generation
      result.ended += publication?.dates.count ?? 0
      result.counts.published += publication?.dates.count ?? 0
    }
  }

  /// What of this kind is held or was discarded, by date.
  private func holds(_ range: DateRange) async throws -> [LocalDate: PlannedHold] {
    let holds = try await connection.heldCells(cityID: city.id, range: range)
      .filter(\.isBeyondHorizon)
    return Dictionary(holds.map { ($0.date, $0) }) { first, _ in first }
  }

  /// Whether the ends are held. What a person has yet to decide on stays held when days have passed
  /// and there are fewer of them.
  private func hold(
    _ ends: [StoredCell], _ holds: [LocalDate: PlannedHold], runID: Int64, lease: Lease,
    today: LocalDate, at instant: Instant
  ) async throws -> Bool {
    let gates = job.gates(for: city)
    let hash = gates.fingerprint
    let open = Set(
      ends.filter { cell in
        holds[cell.date].map { hold in
          !hold.isDiscarded && hold.baseVersion == cell.version && hold.hold.cell.gatesHash == hash
        } ?? false
      }.map(\.date))
    let breach = gates.breach(
      beyond: ends.count,
      ofDates: try await connection.countLiveCells(cityID: city.id, from: today),
      horizonDays: job.horizon.days)
    guard let breach else { return !open.isEmpty }
    let cells = ends.filter { !open.contains($0.date) }
      .map { HeldCell(ending: $0, breach, reason: HeldCell.horizon, hash: hash) }
    try await connection.hold(cells, cityID: city.id, lease: lease, runID: runID, at: instant)
    return true
  }
}
