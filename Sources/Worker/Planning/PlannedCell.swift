public import Dates
import Store

/// A kind of input whose change makes a cell stale.
public enum ChangedInput: String, Sendable, CaseIterable {
  /// There is no live version yet, or nothing but its pointer is left.
  case new
  /// The live version was built from another source: its fingerprints say nothing.
  case source
  /// The job file, or what it makes of today: opening, prices by rule, notice, capacity.
  case configuration
  /// The holidays of the date or of the day after it; the job file may have changed with them.
  case calendars
  /// Spaces and venues.
  case catalogue
  /// Which add-ons spaces offer.
  case addOns = "add-ons"
  /// Bookings that cover the date.
  case bookings
  /// Price overrides that cover the date.
  case prices
  /// The weights of the recommended order, or the currency.
  case score
  /// The source has no such city any more: the cell ends.
  case gone
  /// Asked for by `--full`.
  case full
  /// Not an input: a rollback has fixed the cell, so it is neither built nor published.
  case pinned
  /// Not an input: a version from the same inputs is held, so it is not built again.
  case held
  /// Not an input: a person has discarded a version from the same inputs.
  case discarded
}

/// A cell that is stale, and why.
public struct PlannedCell: Sendable, Hashable {
  /// The city's slug.
  public var city: String
  /// The local date.
  public var date: LocalDate
  /// The inputs that changed, never empty; last `pinned`, `held` or `discarded` when it is
  /// not built.
  public var reasons: [ChangedInput]

  /// A stale cell; see the properties.
  public init(city: String, date: LocalDate, reasons: [ChangedInput]) {
    self.city = city
    self.date = date
    self.reasons = reasons
  }

  /// Whether it is to be built.
  public var isBuilt: Bool { ![.pinned, .held, .discarded, .gone].contains(reasons.last) }
}
