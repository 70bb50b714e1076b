import Dates
import Discovery
import HTTPTypes
import Store

extension API {
  /// `GET /v1/cities/{city}/days`: which dates are open and from what price, from cells alone.
  func days(
    _ city: String, _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming,
    _ log: RequestLog
  ) async throws(Problem) -> Answer {
    let demand = try ReadDemand(headers)
    let range = try timing.measure(.parse) { () throws(Problem) in
      do throws(ParameterFault) {
        return try DaysQuery(QueryString(text)).range
      } catch {
        throw Problem(error)
      }
    }
    guard demand.moment == .newest else {
      throw Problem(.invalidHeader, "The header As-Of does not go with a list of days.")
    }
    let request = "days?from=\(range.first)&to=\(range.last)&city=\(city)"
    let place = pointers.place(of: city, range, at: .now)
    return try await answer(request, at: place, demand, &timing) { [self] in
      await flight { timing throws(Problem) in
        let listed = try await database.read(&timing, log) { connection in
          try await connection.listedDays(city: city, range)
        }
        guard let listed else {
          return absent(.unknownCity, "There is no city '\(city.prefix(80))'.")
        }
        let bytes = timing.measure(.encode) { encoded(city, listed) }
        let standing = Standing(generation: listed.generation, catalogue: listed.catalogue)
        return StoredAnswer(
          result: .success(body(bytes, request, standing)),
          checkedAsOf: listed.days.map(\.checkedAsOf).min(), standing: standing)
      }
    }
  }

  private func encoded(_ city: String, _ listed: ListedDays) -> [UInt8] {
    var json = JSONWriter(capacity: 128 + listed.days.count * 128)
    json.object { json in
      json.name("city")
      json.string(city)
      json.name("currency")
      json.string(listed.currency)
      json.name("days")
      json.array { json in
        for day in listed.days { day.write(to: &json) }
      }
      json.name("freshness")
      if let freshness = listed.freshness { freshness.write(to: &json) } else { json.null() }
    }
    return json.bytes
  }
}

extension ListedDays {
  /// That of the stalest of the days; nil when there is none.
  fileprivate var freshness: Freshness? {
    guard let generation = days.map(\.generation).max(), let builtAt = days.map(\.builtAt).min(),
      let inputsAsOf = days.map(\.inputsAsOf).min()
    else { return nil }
    return Freshness(generation: generation, builtAt: builtAt, inputsAsOf: inputsAsOf)
  }
}

extension ListedDay {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("date")
      json.string(date.description)
      json.name("status")
      json.string(isOpen ? "open" : "closed")
      json.name("holiday")
      if let holiday { json.raw(holiday) } else { json.null() }
      json.name("count")
      json.integer(rowCount)
      json.name("lowest_price_minor")
      if let lowestPriceMinor { json.integer(lowestPriceMinor) } else { json.null() }
    }
  }
}
