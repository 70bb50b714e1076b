import Dates
import HTTPTypes
import Store

/// What a request's headers demand of the answer's time.
struct ReadDemand: Hashable, Sendable {
  /// `As-Of`: a generation, or an RFC 3339 instant.
  var moment = ReadMoment.newest
  /// `Max-Staleness`: seconds that the answer's inputs may lie back.
  var maxStaleness: Int?

  /// The demand of these headers; throws when one of them cannot be read.
  init(_ headers: HTTPFields) throws(Problem) {
    if let text = headers[.asOf] { moment = try ReadDemand.moment(text) }
    if let text = headers[.maxStaleness] {
      guard let seconds = ReadDemand.number(text), seconds <= Int64(Int32.max) else {
        throw Problem(.invalidHeader, "The header Max-Staleness is not a number of seconds.")
      }
      maxStaleness = Int(seconds)
    }
  }

  private static func moment(_ text: String) throws(Problem) -> ReadMoment {
    if let generation = number(text) { return .generation(generation) }
    guard let instant = Instant(rfc3339: text) else {
      throw Problem(
        .invalidHeader, "The header As-Of is neither a generation nor an RFC 3339 instant.")
    }
    return .instant(instant)
  }

  private static func number(_ text: String) -> Int64? {
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isNumber ? Int64(text) : nil
  }
}
