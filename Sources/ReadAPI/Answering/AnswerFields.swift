import HTTPTypes

/// The headers of answers, whose first places are for what each request has of its own: to fill a
/// place costs little, while to add a header or to look for one costs more than to find an answer in
/// memory.
enum AnswerFields {
  /// The places of the headers that every answer gets.
  static let (date, requestID, serverTiming) = (0, 1, 2)
  /// The places of those that content gets which may be kept.
  static let (cacheControl, age) = (8, 9)

  /// The headers of every answer. The security headers tell browsers to take it for nothing but the
  /// data that it is.
  static let common: HTTPFields = [
    .date: "", .requestID: "", .serverTiming: "", .server: "almanac",
    .contentTypeOptions: "nosniff",
    .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
    .referrerPolicy: "no-referrer", .crossOriginResourcePolicy: "same-origin",
  ]

  /// The headers of so many bytes of content with a tag.
  static func ofContent(_ length: Int, _ tag: EntityTag, _ coding: ContentCoding) -> HTTPFields {
    var fields = ofTag(tag.coded(as: coding))
    fields[.contentType] = "application/json"
    fields[.contentLength] = String(length)
    if coding != .identity { fields[.contentEncoding] = coding.rawValue }
    return fields
  }

  /// The headers of a 304 for a tag.
  static func ofTag(_ tag: EntityTag) -> HTTPFields {
    var fields = common
    fields[.cacheControl] = ""
    fields[.age] = ""
    fields[.eTag] = tag.description
    fields[.vary] = "Accept-Encoding, As-Of, Max-Staleness"
    return fields
  }
}
