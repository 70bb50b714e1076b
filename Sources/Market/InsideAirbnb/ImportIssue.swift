/// Something in an input file that was skipped, dropped or settled, and where it stands.
public struct ImportIssue: Hashable, Sendable {
  /// What is the matter, and what became of it.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The record has another number of fields than the header: skipped.
    case damagedRecord = "damaged-record"
    /// The listing's id is not a positive 64-bit integer: skipped.
    case invalidListing = "invalid-listing-id"
    /// The listing stands in the file already: skipped.
    case repeatedListing = "repeated-listing"
    /// Another city of the database has a space with this id: skipped.
    case listingOfAnotherCity = "listing-of-another-city"
    /// The listing's place is missing or not on Earth: skipped.
    case invalidPlace = "invalid-place"
    /// The price cannot be read in the city's currency: the row is kept without it.
    case invalidPrice = "invalid-price"
    /// The price is zero, which these files write for an unknown one: kept without a price.
    case zeroPrice = "zero-price"
    /// The rating is not a number on a scale of 5 or 100: kept as unknown.
    case invalidRating = "invalid-rating"
    /// The number of guests is missing or not positive: kept as 1.
    case invalidCapacity = "invalid-capacity"
    /// The amenities are in neither syntax: kept without add-ons.
    case invalidAmenities = "invalid-amenities"
    /// The room type is missing: kept in the category `other`.
    case missingCategory = "missing-room-type"
    /// The name is missing: kept under the listing's number.
    case missingName = "missing-name"
    /// A text is not UTF-8 or holds a NUL: kept with replacement characters.
    case repairedText = "repaired-text"
    /// The listing says that it has no availability, but its calendar offers days: kept, and the
    /// calendar believed.
    case offeredAgainstListing = "offered-against-listing"
    /// The listing has no calendar although the city has one: kept, unavailable throughout.
    case withoutCalendar = "listing-without-calendar"
    /// The calendar's row has no date, an impossible one, an end before the start, or more than
    /// ten years: skipped.
    case invalidDates = "invalid-dates"
    /// The row says neither available nor not: skipped, so that the days are unavailable.
    case invalidAvailability = "invalid-availability"
    /// Calendar rows of a listing that the listings file does not have: skipped.
    case unknownListing = "unknown-listing"
    /// A day of a listing stands in the calendar more than once, each time alike: taken once.
    case repeatedDay = "repeated-day"
    /// A day of a listing stands in the calendar more than once, with different content: it is
    /// available only if every row says so, at the price of the first row.
    case contradictoryDay = "contradictory-day"
  }

  /// What is the matter.
  public var kind: Kind
  /// The file.
  public var file: String
  /// The line in the file, from 1.
  public var line: Int
  /// How many listings, rows or days it concerns.
  public var count: Int
  /// The listing, and the value at fault.
  public var detail: String

  init(_ kind: Kind, file: String, line: Int, count: Int = 1, detail: String) {
    self.kind = kind
    self.file = file
    self.line = line
    self.count = count
    self.detail = detail
  }
}

extension ImportIssue: CustomStringConvertible {
  /// `FILE:LINE: kind: detail`.
  public var description: String { "\(file):\(line): \(kind.rawValue): \(detail)" }
}
