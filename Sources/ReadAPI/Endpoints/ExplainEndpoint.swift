import Dates
import Discovery
import HTTPTypes
import Store

extension API {
  /// `GET /v1/explain`: why a space is, or is not, in the answer to a discovery request.
  ///
  /// It tells units and prices as the cell was built from them; single bookings it does not know,
  /// because it may not read the source.
  func explain(
    _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming, _ log: RequestLog
  ) async throws(Problem) -> Answer {
    let (query, demand) = try timing.measure(.parse) { () throws(Problem) in
      (
        try parsed { () throws(ParameterFault) in try ExplainQuery(QueryString(text)) },
        try ReadDemand(headers)
      )
    }
    let facts = try await database.read(&timing, log) { connection in
      try await connection.spaceFacts(query, at: demand.moment)
    }
    guard let facts else { throw Problem(.unknownSpace, "There is no space \(query.space).") }
    guard facts.city == query.discovery.city else {
      throw Problem(
        .spaceElsewhere,
        "The space \(query.space) is in '\(facts.city)', not in '\(query.discovery.city.prefix(80))'."
      )
    }
    guard let cell = facts.cell,
      let explanation = Explanation(facts, query: query.discovery)
    else { throw absence(of: facts, demand.moment) }
    let bytes = timing.measure(.encode) { explanation.encoded(of: facts) }
    return try answerToBearer(bytes, checkedAsOf: cell.checkedAsOf, demand, &timing)
  }
}
