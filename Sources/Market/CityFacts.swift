/// A city as the source contract describes it, before it has a number.
public struct CityFacts: Hashable, Sendable {
  /// The name in URLs and files.
  public var slug: String
  /// The name for people.
  public var name: String
  /// ISO 3166-1 alpha-2.
  public var country: String
  /// ISO 3166-2, or nil where the country says enough.
  public var subdivision: String?
  /// The IANA time zone.
  public var timeZone: String
  /// ISO 4217.
  public var currency: String
  /// Degrees.
  public var latitude: Double
  /// Degrees.
  public var longitude: Double

  /// The facts one by one.
  public init(
    slug: String, name: String, country: String, subdivision: String?, timeZone: String,
    currency: String, latitude: Double, longitude: Double
  ) {
    self.slug = slug
    self.name = name
    self.country = country
    self.subdivision = subdivision
    self.timeZone = timeZone
    self.currency = currency
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The facts of a known city.
  public init(known: KnownCity) {
    self.init(
      slug: known.slug, name: known.name, country: known.country, subdivision: known.subdivision,
      timeZone: known.timeZone, currency: known.currency, latitude: known.latitude,
      longitude: known.longitude)
  }
}
