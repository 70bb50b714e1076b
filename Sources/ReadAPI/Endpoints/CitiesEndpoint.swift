import Dates
import Discovery
import HTTPTypes
import Store

extension API {
  /// `GET /v1/cities`: every city with the dates that are live.
  func cities(
    _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming, _ log: RequestLog
  ) async throws(Problem) -> Answer {
    let demand = try ReadDemand(headers)
    try timing.measure(.parse) { () throws(Problem) in try refuseParameters(text) }
    guard demand.moment == .newest else {
      throw Problem(.invalidHeader, "The header As-Of does not go with the list of cities.")
    }
    return try await answer("cities", at: pointers.place(at: .now), demand, &timing) { [self] in
      await flight { timing throws(Problem) in
        let cities = try await database.read(&timing, log) { connection in
          try await connection.listedCities()
        }
        let bytes = timing.measure(.encode) { encoded(cities) }
        // The list is at least as new as its name, so the bytes alone tell one from another.
        let body = StoredAnswer.Body(bytes, EntityTag(of: bytes))
        return StoredAnswer(result: .success(body), checkedAsOf: nil, standing: nil)
      }
    }
  }

  private func refuseParameters(_ text: Substring) throws(Problem) {
    do throws(ParameterFault) {
      guard let pair = try QueryString(text).pairs.first else { return }
      throw ParameterFault(pair.name, pair.value, .unknown)
    } catch {
      throw Problem(error)
    }
  }

  private func encoded(_ cities: [ListedCity]) -> [UInt8] {
    var json = JSONWriter(capacity: 64 + cities.count * 256)
    json.object { json in
      json.name("cities")
      json.array { json in
        for city in cities { city.write(to: &json) }
      }
    }
    return json.bytes
  }
}

extension ListedCity {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("city")
      json.string(slug)
      json.name("name")
      json.string(name)
      json.name("country")
      json.string(country)
      json.name("subdivision")
      if let subdivision { json.string(subdivision) } else { json.null() }
      json.name("time_zone")
      json.string(timeZone)
      json.name("currency")
      json.string(currency)
      json.name("location")
      json.object { json in
        json.name("latitude")
        json.number(latitude)
        json.name("longitude")
        json.number(longitude)
      }
      writeDates(to: &json)
    }
  }

  private func writeDates(to json: inout JSONWriter) {
    json.name("dates")
    guard let dates else { return json.null() }
    json.object { json in
      json.name("from")
      json.string(dates.first.description)
      json.name("to")
      json.string(dates.last.description)
      json.name("built")
      json.integer(cells)
    }
  }
}
