public import Dates
import Store

/// A kind of input whose change makes a cell stale.
public enum ChangedInput: String, Sendable, CaseIterable {
  /// There is no live version yet.
  case new
  /// The day: configuration, calendar, prices by rule, notice.
  case day
  /// Spaces, venues or add-ons.
  case catalogue
  /// Bookings that cover the date.
  case bookings
  /// Price overrides that cover the date.
  case prices
  /// The weights of the recommended order.
  case score
  /// Asked for by `--full`.
  case full
}

/// A cell that is to be built, and why.
public struct PlannedCell: Sendable, Hashable {
  /// The city's slug.
  public var city: String
  /// The local date.
  public var date: LocalDate
  /// The inputs that changed, never empty.
  public var reasons: [ChangedInput]
}
