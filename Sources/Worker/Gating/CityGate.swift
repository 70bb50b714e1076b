import Dates
import Expansion
import Postgres
import Store

/// The gates before the publication of one city.
struct CityGate {
  let cityID: Int32
  let gates: Gates
  let today: LocalDate
  let connection: Connection

  /// Decides which of a city's new versions may be published.
  ///
  /// `days` are the days that they were built from. A gate over the city's totals holds them all.
  func judge(
    _ cells: [BuiltCell], days: [LocalDate: DayMark], batch: Int
  ) async throws -> GateVerdict {
    let comparisons = try await compare(cells, batch: batch)
    let ofCity = try await cityBreach(comparisons.values)
    let hash = gates.fingerprint
    var verdict = GateVerdict()
    for cell in cells {
      let comparison = comparisons[cell.version]
      let breaches =
        [ofCity, gates.breach(rows: Int(cell.rowCount), isOpen: days[cell.date]?.isOpen ?? false)]
        .compactMap(\.self) + (comparison.map(gates.breaches) ?? [])
      if breaches.isEmpty {
        verdict.passed.append(cell.counted(comparison))
      } else {
        verdict.held.append(HeldCell(cell, breaches, comparison, hash: hash))
      }
    }
    return verdict
  }

  /// Compares the versions with the live ones that they were built against, by version.
  private func compare(
    _ cells: [BuiltCell], batch: Int
  ) async throws -> [Int32: CellComparison] {
    guard gates.areRelative else { return [:] }
    let pairs = cells.compactMap { cell in
      cell.baseVersion.map { VersionPair(version: cell.version, earlier: $0) }
    }
    var comparisons: [Int32: CellComparison] = [:]
    for start in stride(from: 0, to: pairs.count, by: batch) {
      let part = Array(pairs[start..<min(start + batch, pairs.count)])
      for comparison in try await connection.compareCells(part, cityID: cityID) {
        comparisons[comparison.version] = comparison
      }
    }
    return comparisons
  }

  private func cityBreach(
    _ comparisons: some Collection<CellComparison>
  ) async throws -> GateBreach? {
    let closed = comparisons.count { $0.wasOpen && !$0.isOpen && !$0.isHoliday }
    guard gates.maxClosedDays != nil, closed > 0 else { return nil }
    let dates = try await connection.countLiveCells(cityID: cityID, from: today)
    return gates.breach(newlyClosed: closed, ofDates: dates)
  }
}

extension BuiltCell {
  /// The cell with what a comparison has counted; a first version only adds.
  fileprivate func counted(_ comparison: CellComparison?) -> BuiltCell {
    var cell = self
    if let comparison {
      cell.changes = RowChanges(
        added: comparison.added, removed: comparison.removed, changed: comparison.changed)
    } else if baseVersion == nil {
      cell.changes = RowChanges(added: Int(rowCount), removed: 0, changed: 0)
    }
    return cell
  }
}
