/// A city as `source.city` names it.
public struct SourceCity: Sendable, Hashable {
  /// The number that every table of the city begins with.
  public var cityID: Int32
  /// The name in requests and job files, such as `boston`.
  public var slug: String
  /// The name for people.
  public var name: String
  /// ISO 3166-1 alpha-2.
  public var country: String
  /// The part after the hyphen of ISO 3166-2, or the whole code; nil where there is none.
  public var subdivision: String?
  /// IANA name of the time zone.
  public var timeZone: String
  /// ISO 4217 code.
  public var currency: String
  /// Degrees north.
  public var latitude: Double
  /// Degrees east.
  public var longitude: Double
}
