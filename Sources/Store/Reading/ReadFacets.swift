public import Dates
public import Discovery
public import Postgres
import SQL

/// How many items of a cell pass the filters, divided by what a client can filter by next.
public struct Facets: Sendable, Hashable {
  /// A name and how many items have it.
  public struct Named: Sendable, Hashable {
    /// The category or add-on.
    public var name: String
    /// The number of items.
    public var items: Int64
  }

  /// A range, both ends included, and how many items lie in it.
  public struct Band: Sendable, Hashable {
    /// The least value.
    public var from: Int64
    /// The greatest value.
    public var to: Int64
    /// The number of items.
    public var items: Int64
  }

  /// The generation that made the cell live.
  public var generation: Int64
  /// The version of the city's catalogue.
  public var catalogue: Int64
  /// When the cell was built.
  public var builtAt: Instant
  /// The instant of the inputs that it was built from.
  public var inputsAsOf: Instant
  /// The instant at which a run last found the cell equal to its inputs.
  public var checkedAsOf: Instant
  /// The number of items in all.
  public var total: Int64 = 0
  /// By category, most first.
  public var categories: [Named] = []
  /// By add-on, most first.
  public var addOns: [Named] = []
  /// By capacity, ascending: 1, 2, 3 to 4, 5 to 8, and so on.
  public var capacities: [Band] = []
  /// By price in minor units, ascending: from 1, 2, 5, 10, 20, 50 and so on.
  public var prices: [Band] = []
}

/// What asking for a cell's facets can come to.
public enum FacetsOutcome: Sendable, Hashable {
  /// There is no such city.
  case unknownCity
  /// The date has no cell at the wanted moment.
  case notBuilt
  /// The counts.
  case facets(Facets)
}

extension Connection {
  /// The facets of what passed the query's filters at a moment; its order and page do not count.
  public func facets(
    _ query: DiscoveryQuery, at moment: ReadMoment = .newest
  ) async throws -> FacetsOutcome {
    let rows = try await self.query(Query.readFacets.statement, query.facetParameters(at: moment))
    guard let head = rows.first else { return .unknownCity }
    guard try head.get("generation", as: Int64?.self) != nil else { return .notBuilt }
    var facets = try Facets(head)
    for row in rows { try facets.take(row) }
    facets.capacities.sort { $0.from < $1.from }
    facets.prices.sort { $0.from < $1.from }
    return .facets(facets)
  }
}

extension DiscoveryQuery {
  /// The parameters of the statement for facets.
  func facetParameters(at moment: ReadMoment = .newest) -> [Parameter] {
    [.text(city), .date(date)] + moment.parameters + filterParameters + [.bool(!isFiltered)]
  }
}

extension Facets {
  /// The cell's part, which every row tells.
  fileprivate init(_ row: Row) throws {
    let inputsAsOf: Instant = try row.get("inputs_as_of")
    let checked = try row.get("checked_as_of", as: Instant?.self)
    self.init(
      generation: try row.get("generation"), catalogue: try row.get("catalogue_version"),
      builtAt: try row.get("built_at"), inputsAsOf: inputsAsOf,
      checkedAsOf: max(inputsAsOf, checked ?? inputsAsOf))
  }

  fileprivate mutating func take(_ row: Row) throws {
    let items: Int64 = try row.get("items")
    switch try row.get("kind", as: String.self) {
    case "category": categories.append(Named(name: try row.get("name"), items: items))
    case "add_on": addOns.append(Named(name: try row.get("name"), items: items))
    case "capacity": capacities.append(try Band(row, items: items))
    case "price": prices.append(try Band(row, items: items))
    default: total = items
    }
  }
}

extension Facets.Band {
  fileprivate init(_ row: Row, items: Int64) throws {
    self.init(from: try row.get("lower_bound"), to: try row.get("upper_bound"), items: items)
  }
}
