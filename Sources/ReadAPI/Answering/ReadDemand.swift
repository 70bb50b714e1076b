import Dates
import HTTPTypes
import Store

/// What a request's headers demand of the answer's time and form.
struct ReadDemand: Hashable, Sendable {
  /// `As-Of`: a generation, or an RFC 3339 instant.
  var moment = ReadMoment.newest
  /// `Max-Staleness`: seconds that the answer's inputs may lie back.
  var maxStaleness: Int?
  /// `If-None-Match`: the tags of what the client has.
  var known: String?
  /// `Accept-Encoding`: the coding that suits the client best.
  var coding = ContentCoding.identity

  /// The demand of these headers; throws when one of them cannot be read.
  init(_ headers: HTTPFields) throws(Problem) {
    if let text = headers[.asOf] { moment = try ReadDemand.moment(text) }
    if let text = headers[.maxStaleness] {
      guard let seconds = ReadDemand.number(text), seconds <= Int64(Int32.max) else {
        throw Problem(.invalidHeader, "The header Max-Staleness is not a number of seconds.")
      }
      maxStaleness = Int(seconds)
    }
    known = headers[.ifNoneMatch]
    if let accepted = headers[.acceptEncoding] { coding = ContentCoding(accepted: accepted) }
  }

  private static func moment(_ text: String) throws(Problem) -> ReadMoment {
    guard let moment = ReadMoment(text) else {
      throw Problem(
        .invalidHeader, "The header As-Of is neither a generation nor an RFC 3339 instant.")
    }
    return moment
  }

  private static func number(_ text: String) -> Int64? {
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isNumber ? Int64(text) : nil
  }
}
