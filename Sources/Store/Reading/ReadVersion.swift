public import Discovery
public import Postgres
import SQL

/// A built version of a cell with all that it holds, whether it is published or not.
public struct VersionContent: Sendable {
  /// The version without filters, all items on one page; its generation says nothing.
  public var answer: DiscoveryAnswer
  /// The reason codes of the spaces that it leaves out, by space id.
  public var exclusions: [Int64: Int16]
}

extension Connection {
  /// What a version of a city holds; nil when there is no such version.
  public func readVersion(_ version: Int32, cityID: Int32) async throws -> VersionContent? {
    let key: [Parameter] = [.int4(cityID), .int4(version)]
    guard let row = try await query(Query.readVersion.statement, key).first else { return nil }
    let items = try await query(Query.readVersionItems.statement, key).map(DiscoveryItem.init)
    let ids = try row.get("excluded_ids", as: [Int64].self)
    let reasons = try row.get("excluded_reasons", as: [Int16].self)
    return VersionContent(
      answer: DiscoveryAnswer(
        city: try row.get("slug"), date: try row.get("date"), isOpen: try row.get("is_open"),
        holiday: try row.get("holiday", as: TextBytes?.self)?.bytes,
        currency: try row.get("currency"), items: items, nextCursor: nil, limit: items.count,
        total: try row.get("row_count"), totalIsExact: true,
        freshness: Freshness(
          generation: 1, builtAt: try row.get("built_at"),
          inputsAsOf: try row.get("inputs_as_of"))),
      exclusions: Dictionary(zip(ids, reasons)) { first, _ in first })
  }
}

extension DiscoveryItem {
  fileprivate init(_ row: Row) throws {
    self.init(
      fragment: try row.get("fragment", as: TextBytes.self).bytes,
      addOns: try row.get("add_on_list", as: TextBytes.self).bytes,
      capacity: try row.get("capacity"), priceMinor: try row.get("price_minor"),
      units: try row.get("units"), distanceMetres: nil)
  }
}
