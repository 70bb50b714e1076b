/// Something in the source that is not as the contract asks.
public struct SourceFinding: Hashable, Sendable {
  /// What is the matter.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// There is no such table or view in the schema `source`.
    case missingRelation = "missing-relation"
    /// The relation lacks a column.
    case missingColumn = "missing-column"
    /// A column has another type.
    case wrongType = "wrong-type"
    /// A value is null that must not be.
    case null
    /// A key stands in more than one row.
    case duplicate
    /// The row names a city that is not there.
    case unknownCity = "unknown-city"
    /// The space names a venue that its city does not have.
    case unknownVenue = "unknown-venue"
    /// The row names a space that its city does not have.
    case unknownSpace = "unknown-space"
    /// The row names an add-on that its city does not have.
    case unknownAddOn = "unknown-add-on"
    /// The slug is not lower-case letters, digits and single hyphens.
    case invalidSlug = "invalid-slug"
    /// PostgreSQL or Foundation does not know the time zone.
    case unknownTimeZone = "unknown-time-zone"
    /// ISO 4217 does not list the currency.
    case unknownCurrency = "unknown-currency"
    /// The country is not two capitals (ISO 3166-1), or the subdivision not one of it (3166-2).
    case invalidCountry = "invalid-country"
    /// The coordinates are not on Earth.
    case invalidPlace = "invalid-place"
    /// Units or capacity are below 1.
    case notPositive = "not-positive"
    /// A price is below 0.
    case negativePrice = "negative-price"
    /// A price is above 1,000,000,000,000 minor units, as far as job files may move one: beyond, what
    /// the rules make of it may not fit any column. Often a sentinel for "no price", which is null.
    case priceTooHigh = "price-too-high"
    /// The rating is not within 0 and 10.
    case invalidRating = "invalid-rating"
    /// A category or add-on is empty or holds a comma, quote, backslash or control character, so
    /// that no request could name it.
    case invalidCode = "invalid-code"
    /// The range ends on its first date or before: [starts_on, ends_on) holds no date.
    case emptyRange = "empty-range"
    /// More units are booked on a date than the space has; often a view whose `ends_on` is the
    /// last night instead of the day after.
    case overbooked
    /// The city has more add-ons than there are bits; the job file has to choose.
    case tooManyAddOns = "too-many-add-ons"
    /// Price overrides of a space overlap: the latest start wins, then the lowest price.
    case overlap
    /// The active space has neither a base price nor an override, so it will never be offered.
    case noPrice = "no-price"
    /// There are no rows.
    case empty
  }

  /// The relation.
  public let relation: SourceRelation
  /// What is the matter.
  public let kind: Kind
  /// How many rows, keys or columns it concerns.
  public let count: Int
  /// The first of them, by key.
  public let examples: [Example]

  /// One row at fault.
  public struct Example: Hashable, Sendable {
    /// Which row, such as `city 3, space 77`.
    public let key: String
    /// The value at fault, or nil where the key says all.
    public let value: String?
  }

  /// Whether Almanac can work with it all the same: worth knowing, and no failure.
  public var isNote: Bool {
    switch kind {
    case .overlap, .noPrice, .empty, .tooManyAddOns: true
    default: false
    }
  }
}

extension SourceFinding: CustomStringConvertible {
  /// `source.space: duplicate (2): space 7: 2 rows; space 9: 2 rows`.
  public var description: String {
    let shown = examples.map { example in
      example.value.map { "\(example.key): \($0)" } ?? example.key
    }
    let rest = count > examples.count && !examples.isEmpty ? "; ..." : ""
    let list = shown.isEmpty ? "" : ": " + shown.joined(separator: "; ") + rest
    return "source.\(relation.rawValue): \(kind.rawValue) (\(count))\(list)"
  }
}
