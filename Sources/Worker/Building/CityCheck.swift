import Calendars
import Dates
import Expansion
import Postgres
import Store

/// Compares new versions of a city with what its source gives, before any reader sees them.
struct CityCheck {
  let check: any VersionCheck
  /// How many versions are compared; when one of them is wrong, all of them are.
  let sample: Int
  let city: City
  let planner: CityPlanner
  let connection: Connection

  /// What a comparison comes to; a version whose inputs have moved since it was built is in neither
  /// list.
  struct Verdict {
    /// Versions that may be published.
    var passed: [BuiltCell] = []
    /// Versions that differ although their inputs have not moved.
    var held: [HeldCell] = []
  }

  /// Compares some of the cells, which were built of these days.
  func judge(_ cells: [BuiltCell], days: CityDays) async throws -> Verdict {
    let shuffled = cells.shuffled()
    var differences = try await differences(of: shuffled.prefix(sample))
    guard !differences.isEmpty else { return Verdict(passed: cells) }
    differences.merge(try await self.differences(of: shuffled.dropFirst(sample))) { first, _ in
      first
    }
    let unmoved = try await unmovedVersions(days)
    return Verdict(
      passed: cells.filter { differences[$0.version] == nil },
      held: cells.compactMap { cell in
        guard unmoved.contains(cell.version) else { return nil }
        return differences[cell.version].map { HeldCell(cell, differingIn: $0) }
      })
  }

  private func differences(
    of cells: ArraySlice<BuiltCell>
  ) async throws -> [Int32: VersionDifference] {
    var differences: [Int32: VersionDifference] = [:]
    for cell in cells {
      differences[cell.version] = try await check.difference(
        of: cell, city: city, today: planner.today, on: connection)
    }
    return differences
  }

  /// The versions that a plan made now would take over as they are: those of the present inputs,
  /// every one of which is compared.
  private func unmovedVersions(_ days: CityDays) async throws -> Set<Int32> {
    var request = planner.request
    request.isFull = false
    let planner = CityPlanner(
      city: city, request: request, expander: planner.expander, connection: connection,
      standing: planner.standing, quietness: nil)
    let present = Instant.now()
    var pending = try await planner.pendingChanges(at: present)
    pending.trusted = nil
    let catalogue = try await connection.transaction(isolation: .repeatableRead) { connection in
      try await connection.holdOffWithdrawals()
      return try await planner.syncCatalogue(at: present)
    }
    let plan = try await planner.plan(days, catalogue: catalogue, pending: pending)
    return Set(plan.adopted.map(\.version))
  }
}

extension HeldCell {
  fileprivate init(_ cell: BuiltCell, differingIn difference: VersionDifference) {
    self.init(
      date: cell.date, version: cell.version, baseVersion: cell.baseVersion, reasons: ["verify"],
      summary: "\(difference.field): the source gives \(difference.expected), built is "
        + difference.built,
      excess: 1,
      figures: JSON.object([
        ("field", .string(difference.field)), ("expected", .string(difference.expected)),
        ("built", .string(difference.built)),
      ]).compact)
  }
}
