import Calendars
public import Dates
import Discovery
public import Expansion
public import Live
public import Postgres
public import Store
public import Worker

/// Compares versions that no reader sees yet with what the live path makes of the source.
public struct VersionComparison: VersionCheck {
  private let live: LivePath

  /// A comparison with a live path of the same rules as the run; its today is the run's.
  public init(_ live: LivePath) { self.live = live }

  /// Where a version, built on the city's date `today`, first differs from what the source gives
  /// now; nil when nowhere.
  public func difference(
    of cell: BuiltCell, city: City, today: LocalDate, on connection: Connection
  ) async throws -> VersionDifference? {
    guard let version = try await connection.readVersion(cell.version, cityID: city.id) else {
      return VersionDifference(field: "version", expected: "\(cell.version)", built: "nothing")
    }
    var live = live
    live.today = today
    do {
      let expected = try await live.cell(city.slug, on: cell.date, from: connection)
      return try difference(of: version, from: expected).map { found in
        VersionDifference(
          field: found.field, expected: found.live ?? "nothing", built: found.other ?? "nothing")
      }
    } catch let refusal as LiveRefusal {
      return VersionDifference(field: "cell", expected: refusal.code, built: "a cell")
    }
  }

  private func difference(
    of version: VersionContent, from expected: LiveCell
  ) throws -> Difference? {
    let query = try LiveQuery([
      (name: "city", value: expected.city.slug), (name: "date", value: "\(expected.date)"),
    ])
    let page = LiveSelection(query, of: expected).page(limit: expected.items.count)
    var answer = version.answer
    // The page of a cell is as long as the cell; what it counts is compared as the total.
    answer.limit = page.limit
    let reply = Reply(status: 200, body: try JSON(reading: answer.encoded()))
    return ReplyComparison().difference(page, reply)
      ?? Difference.ofExclusions(
        live: expected.missing.mapValues(\.rawValue), other: version.exclusions)
  }
}
