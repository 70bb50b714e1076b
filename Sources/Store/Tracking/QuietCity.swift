public import Dates
public import Postgres
import SQL

/// What all the cells of a city were made of when they were last found right.
public struct QuietMark: Sendable, Hashable {
  /// Of the rules, the cities of the source and the city's date.
  public var hash: Int64
  /// The city's newest generation by then.
  public var generation: Int64
  /// How many cells there were.
  public var cells: Int

  /// A mark; see the properties.
  public init(hash: Int64, generation: Int64, cells: Int) {
    self.hash = hash
    self.generation = generation
    self.cells = cells
  }
}

extension QuietMark {
  init?(_ row: Row) throws {
    guard let hash = try row.get("quiet_hash", as: Int64?.self) else { return nil }
    self.init(
      hash: hash, generation: try row.get("quiet_generation"),
      cells: Int(try row.get("quiet_cells", as: Int32.self)))
  }
}

/// A city of which nothing but bookings and prices can have changed since all of its cells were
/// found right.
public struct SteadyCity: Sendable, Hashable {
  /// How many cells it has.
  public var cells: Int
  /// Whether bookings and prices have not changed, either.
  public var isQuiet: Bool
}

/// A city of which one asks whether anything can have changed.
public struct QuietQuestion: Sendable, Hashable {
  /// The city.
  public var cityID: Int32
  /// What the source calls it.
  public var slug: String
  /// What its cells would be made of now.
  public var hash: Int64
  /// The dates that would be built.
  public var horizon: DateRange

  /// A question; see the properties.
  public init(cityID: Int32, slug: String, hash: Int64, horizon: DateRange) {
    self.cityID = cityID
    self.slug = slug
    self.hash = hash
    self.horizon = horizon
  }
}

extension Connection {
  /// Those of some cities of which nothing but bookings and prices can have changed, by number; one
  /// that another process works on is not among them.
  ///
  /// `mark` is that of the `SourceStanding`, which is read before; a full comparison from before
  /// `oldest` counts no more.
  public func quietCities(
    _ questions: [QuietQuestion], mark: Int64, comparedAfter oldest: Instant, by process: String
  ) async throws -> [Int32: SteadyCity] {
    let rows = try await query(
      Query.quietCities.statement,
      [
        .int4Array(questions.map(\.cityID)), .textArray(questions.map(\.slug)),
        .int8Array(questions.map(\.hash)), .dateArray(questions.map(\.horizon.first)),
        .dateArray(questions.map(\.horizon.last)), .int8(mark), .timestamptz(oldest),
        .uuid(process),
      ])
    return Dictionary(
      try rows.map { row in
        let cells = Int(try row.get("cells", as: Int32.self))
        return (
          try row.get("city_id"), SteadyCity(cells: cells, isQuiet: try row.get("is_quiet"))
        )
      }
    ) { first, _ in first }
  }
}
