/// Why a space is missing from a cell.
///
/// A missing space has exactly one reason: of those that hold, the one with the lowest code. Codes
/// and names are stored and published; neither is ever given another meaning.
public enum ExclusionReason: Int16, CaseIterable, Sendable {
  /// Taken out of discovery by hand.
  case withdrawn = 1
  /// The job does not cover the space.
  case notSelected = 2
  /// The source says that the space is not active.
  case spaceInactive = 3
  /// The source says that the space's venue is not active.
  case venueInactive = 4
  /// Closed by the policy on a holiday.
  case closedHoliday = 5
  /// Closed on this day of the week.
  case closedWeekly = 6
  /// Closed by an exception in the job file.
  case closedException = 7
  /// The date is nearer than the notice that a booking needs.
  case belowNotice = 8
  /// The date is farther away than bookings are taken.
  case beyondLeadTime = 9
  /// Every unit is booked.
  case booked = 10
  /// Neither a base price nor an override.
  case noPrice = 11

  /// The published name, such as `closed-holiday`.
  public var name: String {
    switch self {
    case .withdrawn: "withdrawn"
    case .notSelected: "not-selected"
    case .spaceInactive: "space-inactive"
    case .venueInactive: "venue-inactive"
    case .closedHoliday: "closed-holiday"
    case .closedWeekly: "closed-weekly"
    case .closedException: "closed-exception"
    case .belowNotice: "below-notice"
    case .beyondLeadTime: "beyond-lead-time"
    case .booked: "booked"
    case .noPrice: "no-price"
    }
  }
}
