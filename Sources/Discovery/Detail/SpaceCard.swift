/// What no date changes of a space, as the cell was built from it.
public struct SpaceCard: Hashable, Sendable {
  /// An add-on that the space offers.
  public struct AddOn: Hashable, Sendable {
    /// Its bit in the city's masks.
    public var mask: AddOnMask
    /// Its name in requests.
    public var addOn: String
    /// Its name for people.
    public var name: String
    /// Its price in minor units, if it has one.
    public var priceMinor: Int64?

    /// An add-on of all its parts.
    public init(mask: AddOnMask, addOn: String, name: String, priceMinor: Int64?) {
      self.mask = mask
      self.addOn = addOn
      self.name = name
      self.priceMinor = priceMinor
    }
  }

  /// The JSON members of the space in a discovery answer, without the closing brace.
  public var fragment: [UInt8]
  /// The JSON object of the source's attributes of the space.
  public var attributes: [UInt8]
  /// The JSON object of the venue: `venue_id`, `name`, `location`, `attributes`.
  public var venue: [UInt8]
  /// The space's name.
  public var name: String
  /// The venue's name.
  public var venueName: String
  /// The category's name.
  public var category: String
  /// The add-ons by name, whatever the date.
  public var addOns: [AddOn]
  /// How many people the space holds, whatever the date.
  public var capacity: Int32
  /// How many units there are.
  public var units: Int32
  /// The base price in minor units, if there is one.
  public var basePriceMinor: Int64?
  /// Where the venue stands.
  public var position: ScaledPosition
  /// Why the space is never offered: `spaceInactive`, `venueInactive`, or nil.
  public var inactiveReason: ExclusionReason?
  /// Whether the source had the space, so described, when the cell was built.
  public var isOfTime: Bool

  /// A card of all its parts.
  public init(
    fragment: [UInt8], attributes: [UInt8], venue: [UInt8], name: String, venueName: String,
    category: String, addOns: [AddOn], capacity: Int32, units: Int32, basePriceMinor: Int64?,
    position: ScaledPosition, inactiveReason: ExclusionReason?, isOfTime: Bool
  ) {
    self.fragment = fragment
    self.attributes = attributes
    self.venue = venue
    self.name = name
    self.venueName = venueName
    self.category = category
    self.addOns = addOns
    self.capacity = capacity
    self.units = units
    self.basePriceMinor = basePriceMinor
    self.position = position
    self.inactiveReason = inactiveReason
    self.isOfTime = isOfTime
  }
}
