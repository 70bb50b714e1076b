import Dates
import Discovery

/// The parameters of `GET /v1/cities/{city}/days`.
struct DaysQuery: Hashable, Sendable {
  /// From the first date to the last, both included.
  let range: DateRange

  /// The greatest number of dates.
  static let longest = 92

  init(_ queryString: QueryString) throws(ParameterFault) {
    var sent: [String: String] = [:]
    for pair in queryString.pairs {
      guard ["from", "to"].contains(pair.name) else {
        throw ParameterFault(pair.name, pair.value, .unknown)
      }
      guard sent.updateValue(pair.value, forKey: pair.name) == nil else {
        throw ParameterFault(pair.name, pair.value, .repeated)
      }
    }
    let from = try DaysQuery.date("from", sent)
    let to = try DaysQuery.date("to", sent)
    guard let range = DateRange(first: from, last: to) else {
      throw ParameterFault(
        "from", sent["from"], .contradicts(parameter: "to", value: sent["to"] ?? ""))
    }
    guard range.count <= DaysQuery.longest else {
      throw ParameterFault(
        "to", sent["to"], .outOfRange("within \(DaysQuery.longest) days of from"))
    }
    self.range = range
  }

  private static func date(
    _ name: String, _ sent: [String: String]
  ) throws(ParameterFault) -> LocalDate {
    guard let text = sent[name], !text.isEmpty else { throw ParameterFault(name, nil, .missing) }
    guard let date = LocalDate(text) else {
      throw ParameterFault(name, text, .malformed(expected: ParameterSchema.date.form))
    }
    return date
  }
}
