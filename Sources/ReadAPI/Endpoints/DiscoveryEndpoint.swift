import Dates
import Discovery
import HTTPTypes
import Logging
import Postgres
import Store

extension API {
  /// `GET /v1/discovery`: one statement.
  func discovery(
    _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming, _ logger: Logger
  ) async throws(Problem) -> Answer {
    let (query, cursor) = try timing.measure("parse") { () throws(Problem) in
      try parse(text)
    }
    let page = try await database.read(&timing, logger) { connection in
      try await connection.discover(query, after: cursor)
    }
    guard let page else {
      throw Problem(.unknownCity, "There is no city '\(query.city.prefix(80))'.")
    }
    guard let cell = page.cell else {
      guard cursor == nil else {
        throw Problem(.cursorExpired, "The pages before are no longer kept; start again.")
      }
      throw Problem(.dateNotBuilt, "\(query.date) is not built for '\(query.city.prefix(80))'.")
    }
    let body = timing.measure("encode") {
      answer(query, cursor, page.rows, cell).encoded()
    }
    return cacheable(body, inputsAsOf: cell.checkedAsOf, headers)
  }

  private func parse(_ text: Substring) throws(Problem) -> (DiscoveryQuery, Cursor?) {
    do throws(ParameterFault) {
      let query = try DiscoveryQuery(QueryString(text))
      guard let sealed = query.cursor else { return (query, nil) }
      guard let cursor = cursorKey.open(sealed, for: query) else {
        throw ParameterFault("cursor", sealed, .foreignCursor)
      }
      return (query, cursor)
    } catch {
      throw Problem(error)
    }
  }

  private func answer(
    _ query: DiscoveryQuery, _ cursor: Cursor?, _ rows: [PageRow], _ cell: CellFacts
  ) -> DiscoveryAnswer {
    let total = cursor?.total ?? cell.total ?? cell.rowCount
    let totalIsExact =
      cursor?.totalIsExact ?? (!query.isFiltered || cell.rowCount <= CellFacts.countedCandidates)
    let shown = rows.prefix(query.limit)
    let next = rows.count > query.limit ? shown.last : nil
    return DiscoveryAnswer(
      city: query.city, date: query.date, isOpen: cell.isOpen, holiday: cell.holiday,
      currency: cell.currency, items: shown.map(\.item),
      nextCursor: next.map { last in
        let cursor = Cursor(
          generation: cell.generation, place: last.place, total: total, totalIsExact: totalIsExact)
        return cursorKey.seal(cursor, for: query)
      },
      limit: query.limit, total: total, totalIsExact: totalIsExact,
      freshness: Freshness(
        generation: cell.generation, builtAt: cell.builtAt, inputsAsOf: cell.inputsAsOf))
  }
}
