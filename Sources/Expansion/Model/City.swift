public import Dates
public import Discovery
public import Foundation

/// A city as the source knows it.
public struct City: Hashable, Sendable {
  /// The source's number.
  public var id: Int32
  /// The name in URLs and files.
  public var slug: String
  /// The name for people.
  public var name: String
  /// ISO 3166-1 alpha-2.
  public var country: String
  /// ISO 3166-2.
  public var subdivision: String?
  /// The city's zone.
  public var timeZone: TimeZone
  /// The city's currency.
  public var currency: Currency

  /// Why a row of the source is no city.
  public enum Fault: Error, Hashable, Sendable {
    /// An identifier that the zone database does not have, such as `Europe/madrid`.
    case unknownTimeZone(String)
    /// A code that ISO 4217 does not list.
    case unknownCurrency(String)
  }

  /// A city from the texts of the source.
  public init(
    id: Int32, slug: String, name: String, country: String, subdivision: String?,
    timeZone identifier: String, currency code: String
  ) throws(Fault) {
    // Foundation takes abbreviations such as EST, which have no summer time; the source contract
    // asks for IANA names.
    guard identifier.contains("/") || identifier == "UTC",
      let zone = TimeZone(identifier: identifier)
    else { throw .unknownTimeZone(identifier) }
    guard let currency = Currency(code: code) else { throw .unknownCurrency(code) }
    self.id = id
    self.slug = slug
    self.name = name
    self.country = country
    self.subdivision = subdivision
    timeZone = zone
    self.currency = currency
  }

  /// The city's date at an instant.
  public func today(at instant: Instant) -> LocalDate { instant.localDate(in: timeZone) }
}
