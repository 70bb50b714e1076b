/// What values a parameter takes; documents are made from it.
public enum ParameterSchema: Hashable, Sendable {
  /// A city's slug.
  case slug
  /// A date as `YYYY-MM-DD`.
  case date
  /// Names separated by commas, at most so many.
  case names(maximum: Int)
  /// The id of a space.
  case identifier
  /// Ids separated by commas, at most so many.
  case identifiers(maximum: Int)
  /// A whole number from 0 to the maximum.
  case integer(maximum: Int64)
  /// A decimal number from 0 to the maximum.
  case decimal(maximum: Double)
  /// Latitude and longitude in degrees, separated by a comma.
  case place
  /// One of these words.
  case choice([String])
  /// The opaque text of an earlier answer.
  case cursor

  /// The form of a value in words, as it stands in error sentences and in documents.
  public var form: String {
    switch self {
    case .slug: "the slug of a city"
    case .date: "a date of the form YYYY-MM-DD"
    case .names(let maximum): "a comma-separated list of at most \(maximum) names"
    case .identifier: "an id, a whole number of 64 bits"
    case .identifiers(let maximum): "a comma-separated list of at most \(maximum) ids"
    case .integer(let maximum): "a whole number from 0 to \(maximum)"
    case .decimal(let maximum): "a decimal number from 0 to \(maximum.formattedWithoutZero)"
    case .place: "a place of the form LATITUDE,LONGITUDE in degrees"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .cursor: "the next_cursor of an earlier page"
    }
  }
}

extension Double {
  /// The number without a fraction that says nothing: 20040 and not 20040.0.
  fileprivate var formattedWithoutZero: String {
    Int64(exactly: self).map(String.init) ?? String(self)
  }
}
