import Dates
import Discovery
import HTTPTypes
import Logging
import Store

extension API {
  /// `GET /v1/discovery/facets`: counts of what passes the filters of discovery.
  func facets(
    _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming, _ logger: Logger
  ) async throws(Problem) -> Answer {
    let demand = try ReadDemand(headers)
    let query = try timing.measure("parse") { () throws(Problem) in
      do throws(ParameterFault) {
        return try DiscoveryQuery(QueryString(text), without: DiscoveryParameter.ofPages)
      } catch {
        throw Problem(error)
      }
    }
    guard demand.moment == .newest else {
      throw Problem(.invalidHeader, "The header As-Of does not go with facets.")
    }
    let outcome = try await database.read(&timing, logger) { connection in
      try await connection.facets(query)
    }
    let city = "'\(query.city.prefix(80))'"
    switch outcome {
    case .unknownCity: throw Problem(.unknownCity, "There is no city \(city).")
    case .notBuilt: throw Problem(.dateNotBuilt, "\(query.date) is not built for \(city).")
    case .facets(let facets):
      let body = timing.measure("encode") { facets.encoded(query) }
      return try cacheable(
        StoredAnswer.Body(body), checkedAsOf: facets.inputsAsOf, headers,
        maxStaleness: demand.maxStaleness)
    }
  }
}

extension Facets {
  fileprivate func encoded(_ query: DiscoveryQuery) -> [UInt8] {
    var json = JSONWriter(capacity: 2048)
    json.object { json in
      json.name("city")
      json.string(query.city)
      json.name("date")
      json.string(query.date.description)
      json.name("total")
      json.integer(total)
      json.name("categories")
      write(categories, to: &json)
      json.name("add_ons")
      write(addOns, to: &json)
      json.name("capacity")
      write(capacities, to: &json)
      json.name("price_minor")
      write(prices, to: &json)
      json.name("generation")
      json.integer(generation)
    }
    return json.bytes
  }

  private func write(_ counts: [Named], to json: inout JSONWriter) {
    json.array { json in
      for count in counts {
        json.object { json in
          json.name("name")
          json.string(count.name)
          json.name("count")
          json.integer(count.items)
        }
      }
    }
  }

  private func write(_ bands: [Band], to json: inout JSONWriter) {
    json.array { json in
      for band in bands {
        json.object { json in
          json.name("from")
          json.integer(band.from)
          json.name("to")
          json.integer(band.to)
          json.name("count")
          json.integer(band.items)
        }
      }
    }
  }
}
