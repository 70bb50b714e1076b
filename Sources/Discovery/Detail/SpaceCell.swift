public import Dates

/// What a cell says of one space.
public struct SpaceCell: Hashable, Sendable {
  /// The values of a space that is listed.
  public struct Listing: Hashable, Sendable {
    /// The price in minor units.
    public var priceMinor: Int64
    /// How many people the space holds on the day.
    public var capacity: Int32
    /// Units that are not booked, at least 1.
    public var units: Int32
    /// The add-ons that are offered on the day.
    public var addOns: AddOnMask

    /// A listing of all its parts.
    public init(priceMinor: Int64, capacity: Int32, units: Int32, addOns: AddOnMask) {
      self.priceMinor = priceMinor
      self.capacity = capacity
      self.units = units
      self.addOns = addOns
    }
  }

  /// From when the cell is.
  public var freshness: Freshness
  /// The instant at which a run last found the cell equal to its inputs.
  public var checkedAsOf: Instant
  /// Whether the cell's version is the live one.
  public var isLive: Bool
  /// The city's date when the cell was built, from which notice counts.
  public var today: LocalDate
  /// The holiday of the date, if there is one.
  public var holiday: DayHoliday?
  /// The day as it is for the space.
  public var day: SpaceDay
  /// What replaced the base price, in minor units.
  public var overrideMinor: Int64?
  /// The stored reason for which the space is missing; nil also where the whole city is closed.
  public var excludedReason: ExclusionReason?
  /// The values of the space; nil when it is missing.
  public var listing: Listing?

  /// What a cell says; see the properties.
  public init(
    freshness: Freshness, checkedAsOf: Instant, isLive: Bool, today: LocalDate,
    holiday: DayHoliday?, day: SpaceDay, overrideMinor: Int64?, excludedReason: ExclusionReason?,
    listing: Listing?
  ) {
    self.freshness = freshness
    self.checkedAsOf = checkedAsOf
    self.isLive = isLive
    self.today = today
    self.holiday = holiday
    self.day = day
    self.overrideMinor = overrideMinor
    self.excludedReason = excludedReason
    self.listing = listing
  }
}
