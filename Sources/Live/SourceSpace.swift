/// A space as the source has it.
public struct SourceSpace: Sendable, Hashable {
  /// The space's id, unique over all cities.
  public var spaceID: Int64
  /// The venue that it stands in.
  public var venueID: Int64
  /// The name for people.
  public var name: String
  /// The category's name.
  public var category: String
  /// How many people it holds.
  public var capacity: Int32
  /// How many of it there are.
  public var units: Int32
  /// The price without overrides and rules, in minor units; nil when it has none.
  public var basePriceMinor: Int64?
  /// Hundredths of a point, rounded half away from zero; nil when unknown.
  public var ratingHundredths: Int?
  /// Whether it is offered at all.
  public var isActive: Bool
}

/// A venue as the source has it.
public struct SourceVenue: Sendable, Hashable {
  /// The venue's id.
  public var venueID: Int64
  /// The name for people.
  public var name: String
  /// Degrees north.
  public var latitude: Double
  /// Degrees east.
  public var longitude: Double
  /// Whether its spaces are offered at all.
  public var isActive: Bool
}

/// A price that takes the place of a space's base price on a date.
public struct SourceOverride: Sendable, Hashable {
  /// The space.
  public var spaceID: Int64
  /// The day number of its first date; the least number for one that has always held.
  public var startsOn: Int32
  /// The price in minor units.
  public var priceMinor: Int64
}
