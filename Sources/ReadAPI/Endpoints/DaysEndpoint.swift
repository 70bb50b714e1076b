import Dates
import Discovery
import HTTPTypes
import Logging
import Store

extension API {
  /// `GET /v1/cities/{city}/days`: which dates are open and from what price, from cells alone.
  func days(
    _ city: String, _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming,
    _ logger: Logger
  ) async throws(Problem) -> Answer {
    let range = try timing.measure("parse") { () throws(Problem) in
      do throws(ParameterFault) {
        return try DaysQuery(QueryString(text)).range
      } catch {
        throw Problem(error)
      }
    }
    let listed = try await database.read(&timing, logger) { connection in
      try await connection.listedDays(city: city, range)
    }
    guard let listed else {
      throw Problem(.unknownCity, "There is no city '\(city.prefix(80))'.")
    }
    let body = timing.measure("encode") { encoded(city, listed) }
    return try cacheable(StoredAnswer.Body(body), checkedAsOf: listed.inputsAsOf, headers)
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
    }
    return json.bytes
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
