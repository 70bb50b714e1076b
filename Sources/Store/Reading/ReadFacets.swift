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
  /// The instant of the inputs of the cell.
  public var inputsAsOf: Instant
  /// The number of items in all.
  public var total: Int64 = 0
  /// By category, most first.
  public var categories: [Named] = []
  /// By add-on, most first.
  public var addOns: [Named] = []
  /// By capacity, ascending: 1, 2, 3 to 4, 5 to 8, and so on.
  public var capacities: [Band] = []
  /// By price in minor units, ascending: at most eight bands of one width.
  public var prices: [Band] = []
}

/// What asking for a cell's facets can come to.
public enum FacetsOutcome: Sendable, Hashable {
  /// There is no such city.
  case unknownCity
  /// The date has no live cell.
  case notBuilt
  /// The counts.
  case facets(Facets)
}

extension Connection {
  /// The facets of what passes the query's filters; its order and page do not count.
  public func facets(_ query: DiscoveryQuery) async throws -> FacetsOutcome {
    let near = query.near ?? ScaledPosition(x: 0, y: 0, z: 0)
    let rows = try await self.query(
      Query.readFacets.statement,
      [
        .text(query.city), .date(query.date), .textArray(query.addOns),
        .textArray(query.categories), .int4(query.capacityMin ?? 0),
        .int4(query.capacityMax ?? .max), .int8(query.priceMin ?? 0),
        .int8(query.priceMax ?? .max), .int8(Int64(near.x)), .int8(Int64(near.y)),
        .int8(Int64(near.z)), .int8(query.squaredChordLimit),
      ])
    guard let head = rows.first else { return .unknownCity }
    guard let generation = try head.get("generation", as: Int64?.self) else { return .notBuilt }
    var facets = Facets(generation: generation, inputsAsOf: try head.get("inputs_as_of"))
    for row in rows { try facets.take(row) }
    facets.capacities.sort { $0.from < $1.from }
    facets.prices.sort { $0.from < $1.from }
    return .facets(facets)
  }
}

extension Facets {
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
