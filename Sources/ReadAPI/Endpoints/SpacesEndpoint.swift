import Dates
import Discovery
import HTTPTypes
import Store

extension API {
  /// `GET /v1/spaces/{id}`: all of one space on a date, by one statement.
  func space(
    _ id: String, _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming,
    _ log: RequestLog
  ) async throws(Problem) -> Answer {
    let (query, demand) = try timing.measure(.parse) { () throws(Problem) in
      (
        try parsed { () throws(ParameterFault) in try SpacesQuery(id: id, QueryString(text)) },
        try ReadDemand(headers)
      )
    }
    let facts = try await database.read(&timing, log) { connection in
      try await connection.spaceFacts(query, at: demand.moment)
    }
    guard let facts = facts.first, !facts.isWithdrawn else {
      throw Problem(.unknownSpace, "There is no space \(query.ids[0]).")
    }
    guard let cell = facts.cell else { throw absence(of: facts, demand.moment) }
    let bytes = timing.measure(.encode) {
      var json = JSONWriter(capacity: 4096)
      facts.writeDetail(to: &json)
      return json.bytes
    }
    return try answerToBearer(bytes, checkedAsOf: cell.checkedAsOf, demand, &timing)
  }

  /// `GET /v1/spaces`: all of up to 50 spaces on a date, by one statement.
  func spaces(
    _ text: Substring, _ headers: HTTPFields, _ timing: inout ServerTiming, _ log: RequestLog
  ) async throws(Problem) -> Answer {
    let (query, demand) = try timing.measure(.parse) { () throws(Problem) in
      (
        try parsed { () throws(ParameterFault) in try SpacesQuery(QueryString(text)) },
        try ReadDemand(headers)
      )
    }
    let facts = try await database.read(&timing, log) { connection in
      try await connection.spaceFacts(query, at: demand.moment)
    }
    let checkedAsOf = facts.compactMap(\.cell?.checkedAsOf).min()
    if demand.maxStaleness != nil, checkedAsOf == nil {
      throw Problem(.tooStale, "Nothing is built of these spaces that could be new enough.")
    }
    let bytes = timing.measure(.encode) { encoded(query, facts) }
    return try answerToBearer(bytes, checkedAsOf: checkedAsOf, demand, &timing)
  }

  /// What a closure reads, or its fault as a problem.
  func parsed<T>(_ read: () throws(ParameterFault) -> T) throws(Problem) -> T {
    do throws(ParameterFault) {
      return try read()
    } catch {
      throw Problem(error)
    }
  }

  /// Why a space has no cell.
  func absence(of facts: SpaceFacts, _ moment: ReadMoment) -> Problem {
    moment == .newest
      ? Problem(.dateNotBuilt, "\(facts.date) is not built for '\(facts.city)'.")
      : Problem(.notRetained, "\(facts.date) of '\(facts.city)' is not kept as of then.")
  }

  private func encoded(_ query: SpacesQuery, _ facts: [SpaceFacts]) -> [UInt8] {
    let shown = facts.filter { !$0.isWithdrawn }
    let known = Set(shown.map(\.spaceID))
    var json = JSONWriter(capacity: 256 + shown.count * 4096)
    json.object { json in
      json.name("date")
      json.string(query.date.description)
      json.name("spaces")
      json.array { json in
        for facts in shown where facts.cell != nil { facts.writeDetail(to: &json) }
      }
      json.name("not_built")
      json.identifiers(shown.filter { $0.cell == nil }.map(\.spaceID))
      json.name("unknown")
      json.identifiers(query.ids.filter { !known.contains($0) })
    }
    return json.bytes
  }
}

extension SpaceFacts {
  /// Whether the space was taken out by hand: then nothing of it is shown.
  fileprivate var isWithdrawn: Bool { absence == .excluded(.withdrawn) }
}

extension JSONWriter {
  fileprivate mutating func identifiers(_ ids: [Int64]) {
    array { json in
      for id in ids { json.identifier(id) }
    }
  }
}
