/// The seven relations of the source contract, in the order in which rows may be written.
public enum SourceRelation: String, CaseIterable, Sendable {
  /// Cities.
  case city
  /// Where spaces stand.
  case venue
  /// What is booked.
  case space
  /// What a city's spaces may offer besides.
  case addOn = "add_on"
  /// What each space offers besides.
  case spaceAddOn = "space_add_on"
  /// What takes units of a space away on dates.
  case booking
  /// What replaces a space's base price on dates.
  case priceOverride = "price_override"
}
