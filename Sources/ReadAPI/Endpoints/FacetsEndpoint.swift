import Dates
import Discovery
import HTTPTypes
import Store

extension API {
  /// `GET /v1/discovery/facets`: counts of what passes the filters of discovery.
  func facets(
    _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming, _ log: RequestLog
  ) async throws(Problem) -> Answer {
    let demand = try ReadDemand(headers)
    let query = try timing.measure(.parse) { () throws(Problem) in
      do throws(ParameterFault) {
        return try DiscoveryQuery(QueryString(text), without: DiscoveryParameter.ofPages)
      } catch {
        throw Problem(error)
      }
    }
    let request = "facets?\(query.canonicalSelection)"
    return try await answer(
      request, at: place(of: query, at: demand.moment), demand, &timing
    ) { [self] in
      await flight { timing throws(Problem) in
        let outcome = try await database.read(&timing, log) { connection in
          try await connection.facets(query, at: demand.moment)
        }
        return timing.measure(.encode) { stored(outcome, query, demand.moment, request) }
      }
    }
  }

  private func stored(
    _ outcome: FacetsOutcome, _ query: DiscoveryQuery, _ moment: ReadMoment, _ request: String
  ) -> StoredAnswer {
    switch outcome {
    case .unknownCity: return absence(of: query, at: moment, isCityKnown: false)
    case .notBuilt: return absence(of: query, at: moment, isCityKnown: true)
    case .facets(let facets):
      let standing = Standing(generation: facets.generation, catalogue: facets.catalogue)
      return StoredAnswer(
        result: .success(body(facets.encoded(query), request, standing)),
        checkedAsOf: facets.checkedAsOf, standing: standing)
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
      json.name("freshness")
      Freshness(generation: generation, builtAt: builtAt, inputsAsOf: inputsAsOf).write(to: &json)
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
