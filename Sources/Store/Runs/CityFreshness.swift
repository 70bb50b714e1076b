public import Dates
import Postgres
import SQL

/// How a job puts off far dates: their bookings and prices are compared every so many days.
public struct FarDates: Sendable, Hashable {
  /// How many days ahead of today the first far date is.
  public var days: Int
  /// How many days may lie between two looks at one.
  public var everyDays: Int

  /// Far dates; see the properties.
  public init(days: Int, everyDays: Int) {
    self.days = days
    self.everyDays = everyDays
  }
}

/// Live cells that runs pass by, as those beyond a horizon that was longer once: they stay live as
/// they are.
public struct UnreachedCells: Sendable, Hashable {
  /// How many there are.
  public var cells: Int
  /// The first of the dates.
  public var from: LocalDate
  /// The last of the dates.
  public var to: LocalDate
  /// When the one that was compared with its inputs longest ago was.
  public var checkedAt: Instant
}

/// How long ago the live cells of a city were compared with their inputs.
struct CityFreshness: Sendable, Hashable {
  /// When the cell that was compared longest ago was.
  var checkedAt: Instant
  /// The cells that the last run of no command has reached.
  var unreached: UnreachedCells?
}

extension Connection {
  /// How fresh the live cells of each city are, by slug, from its today on; a far date counts when no
  /// look at it is as recent as it should be.
  func cityFreshness(
    at instant: Instant, today: LocalDate?, far: FarDates?
  ) async throws -> [String: CityFreshness] {
    // A routine run may begin a few hours later than that of a week ago.
    let recent = far.map { instant.adding(seconds: -Double($0.everyDays + 1) * 86_400) }
    let rows = try await query(
      Query.cityFreshness.statement,
      [
        .timestamptz(instant), .optional(today), .optional(far.map { Int32($0.days) }),
        .optional(recent),
      ])
    return try rows.reduce(into: [:]) { freshness, row in
      var city = CityFreshness(checkedAt: try row.get("checked_at"))
      let cells = try row.count("cells")
      if cells > 0 {
        city.unreached = UnreachedCells(
          cells: cells, from: try row.get("first_date"), to: try row.get("last_date"),
          checkedAt: try row.get("unreached_checked_at"))
      }
      freshness[try row.get("slug", as: String.self)] = city
    }
  }
}
