/// One space that can be booked on a date, with all that an answer says of it.
public struct LiveItem: Sendable, Hashable {
  /// The space as the source has it.
  public var space: SourceSpace
  /// Its venue.
  public var venue: SourceVenue
  /// How many people it holds on the date.
  public var capacity: Int64
  /// Units that are not booked, at least 1.
  public var units: Int64
  /// The price after every rule, in minor units.
  public var priceMinor: Int64
  /// The names of the add-ons that are offered on the date.
  public var addOns: Set<String>
  /// The points of the recommended order: more is better.
  public var score: Int64
  /// Where the venue stands.
  public var place: LivePlace
}
