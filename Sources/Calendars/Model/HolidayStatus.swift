/// How certain a date is.
public enum HolidayStatus: String, CaseIterable, Hashable, Sendable {
  /// Published by the authority, or fixed by law.
  case confirmed
  /// Computed ahead of the announcement; may move.
  case estimated
}
