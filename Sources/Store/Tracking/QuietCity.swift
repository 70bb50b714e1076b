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
  /// How many cells those of some cities have of which nothing can have changed since all were found
  /// right; a city that another process works on is not among them.
  ///
  /// `mark` is that of the `SourceStanding`, which is read before; a full comparison from before
  /// `oldest` counts no more.
  public func quietCities(
    _ questions: [QuietQuestion], mark: Int64, comparedAfter oldest: Instant, by process: String
  ) async throws -> [Int32: Int] {
    let rows = try await query(
      Query.quietCities.statement,
      [
        .int4Array(questions.map(\.cityID)), .textArray(questions.map(\.slug)),
        .int8Array(questions.map(\.hash)), .dateArray(questions.map(\.horizon.first)),
        .dateArray(questions.map(\.horizon.last)), .int8(mark), .timestamptz(oldest),
        .uuid(process),
      ])
    return Dictionary(
      try rows.map { (try $0.get("city_id"), Int(try $0.get("cells", as: Int32.self))) }
    ) { first, _ in first }
  }
}
