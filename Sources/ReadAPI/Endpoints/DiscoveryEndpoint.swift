import Dates
import Discovery
import HTTPTypes
import Postgres
import Store

extension API {
  /// `GET /v1/discovery`: one statement, or none when the answer is in memory.
  func discovery(
    _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming, _ log: RequestLog
  ) async throws(Problem) -> Answer {
    let (reading, demand) = try timing.measure(.parse) { () throws(Problem) in
      (try recent.reading(of: text, parse), try ReadDemand(headers))
    }
    let moment = demand.moment
    let place = place(of: reading.query, at: moment, after: reading.cursor)
    return try await answer(reading.text, at: place, demand, &timing) { [self] in
      await flight { timing throws(Problem) in
        let page = try await database.read(&timing, log) { [self] connection in
          try await connection.discover(
            reading.query, after: reading.cursor, at: moment,
            hasBlocks: pointers.hasBlocks(
              CellName(city: reading.query.city, date: reading.query.date)))
        }
        return timing.measure(.encode) {
          stored(reading.query, reading.cursor, moment, page, reading.text)
        }
      }
    }
  }

  /// What memory knows of a query's cell: at the cursor's own generation, or at the moment; nil when
  /// the answer is not to be kept.
  func place(
    of query: DiscoveryQuery, at moment: ReadMoment, after cursor: Cursor? = nil
  ) -> Place? {
    let cell = CellName(city: query.city, date: query.date)
    guard let cursor else { return pointers.place(of: cell, asOf: moment, at: .now) }
    return pointers.place(of: cell, continuedAt: cursor.generation, at: .now)
  }

  private func stored(
    _ query: DiscoveryQuery, _ cursor: Cursor?, _ moment: ReadMoment, _ page: CellPage?,
    _ request: String
  ) -> StoredAnswer {
    guard let page, let cell = page.cell else {
      return absence(of: query, at: moment, after: cursor, isCityKnown: page != nil)
    }
    let bytes = answer(query, cursor, page.rows, cell).encoded()
    let standing = Standing(generation: cell.generation, catalogue: cell.catalogue)
    return StoredAnswer(
      result: .success(body(bytes, request, standing)), checkedAsOf: cell.checkedAsOf,
      standing: standing)
  }

  /// Why there is no cell.
  func absence(
    of query: DiscoveryQuery, at moment: ReadMoment, after cursor: Cursor? = nil, isCityKnown: Bool
  ) -> StoredAnswer {
    let city = "'\(query.city.prefix(80))'"
    guard isCityKnown else { return absent(.unknownCity, "There is no city \(city).") }
    guard cursor == nil else {
      return absent(.cursorExpired, "The pages before are no longer kept; start again.")
    }
    guard moment == .newest else {
      return absent(.notRetained, "\(query.date) of \(city) is not kept as of then.")
    }
    return absent(.dateNotBuilt, "\(query.date) is not built for \(city).")
  }

  private func parse(_ text: Substring) throws(Problem) -> RecentRequests.Reading {
    do throws(ParameterFault) {
      let query = try DiscoveryQuery(QueryString(text))
      let request = "discovery?\(query.canonicalText)"
      guard let sealed = query.cursor else {
        return RecentRequests.Reading(query: query, cursor: nil, text: request)
      }
      guard let cursor = cursorKey.open(sealed, for: query) else {
        throw ParameterFault("cursor", sealed, .foreignCursor)
      }
      return RecentRequests.Reading(query: query, cursor: cursor, text: request)
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
