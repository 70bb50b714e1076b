import Dates
import Discovery
import HTTPTypes
import Logging
import Postgres
import Store

extension API {
  /// `GET /v1/discovery`: one statement, or none when the answer is in memory.
  func discovery(
    _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming, _ logger: Logger
  ) async throws(Problem) -> Answer {
    let (query, cursor, demand) = try timing.measure("parse") { () throws(Problem) in
      let (query, cursor) = try parse(text)
      return (query, cursor, try ReadDemand(headers))
    }
    let standing = standing(query, cursor, demand)
    let key = standing.map { CacheKey(query: query.canonicalText, generation: $0.generation) }
    let stored = try await stored(key, &timing) {
      await make(query, cursor, demand.moment, logger)
    }
    let body = try stored.result.get()
    return try cacheable(
      body, checkedAsOf: standing?.checkedAsOf ?? stored.checkedAsOf, headers,
      maxStaleness: demand.maxStaleness)
  }

  /// What the answer is named by: the cursor's own generation, or the one that is live as far as is
  /// known; nil when the answer is not to be kept.
  private func standing(
    _ query: DiscoveryQuery, _ cursor: Cursor?, _ demand: ReadDemand
  ) -> (generation: Int64, checkedAsOf: Instant?)? {
    guard demand.moment == .newest else { return nil }
    if let cursor { return (cursor.generation, nil) }
    return pointers.standing(of: CellName(city: query.city, date: query.date), at: .now)
  }

  /// The answer from memory, from an equal request under way, or made.
  private func stored(
    _ key: CacheKey?, _ timing: inout ServerTiming,
    _ make: @Sendable @escaping () async -> ResponseCache.Flight
  ) async throws(Problem) -> StoredAnswer {
    let began = ContinuousClock.now
    if let key, let answer = cache.answer(for: key) {
      timing.note("cache", began.duration(to: .now))
      return answer
    }
    let flight = if let key { await cache.answer(for: key, make) } else { await make() }
    timing.note(flight.timing)
    return try flight.result.get()
  }

  private func make(
    _ query: DiscoveryQuery, _ cursor: Cursor?, _ moment: ReadMoment, _ logger: Logger
  ) async -> ResponseCache.Flight {
    var timing = ServerTiming()
    do throws(Problem) {
      let page = try await database.read(&timing, logger) { connection in
        try await connection.discover(query, after: cursor, at: moment)
      }
      let answer = timing.measure("encode") { stored(query, cursor, moment, page) }
      return ResponseCache.Flight(result: .success(answer), timing: timing)
    } catch {
      return ResponseCache.Flight(result: .failure(error), timing: timing)
    }
  }

  private func stored(
    _ query: DiscoveryQuery, _ cursor: Cursor?, _ moment: ReadMoment, _ page: CellPage?
  ) -> StoredAnswer {
    guard let page, let cell = page.cell else {
      let problem = absence(query, cursor, moment, isCityKnown: page != nil)
      return StoredAnswer(result: .failure(problem), checkedAsOf: nil, generation: nil)
    }
    let body = answer(query, cursor, page.rows, cell).encoded()
    return StoredAnswer(
      result: .success(StoredAnswer.Body(body)), checkedAsOf: cell.checkedAsOf,
      generation: cell.generation)
  }

  /// Why there is no cell.
  private func absence(
    _ query: DiscoveryQuery, _ cursor: Cursor?, _ moment: ReadMoment, isCityKnown: Bool
  ) -> Problem {
    let city = "'\(query.city.prefix(80))'"
    guard isCityKnown else { return Problem(.unknownCity, "There is no city \(city).") }
    guard cursor == nil else {
      return Problem(.cursorExpired, "The pages before are no longer kept; start again.")
    }
    guard moment == .newest else {
      return Problem(.notRetained, "\(query.date) of \(city) is not kept as of then.")
    }
    return Problem(.dateNotBuilt, "\(query.date) is not built for \(city).")
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
