public import Dates

/// A booking of a space, as the source has it now.
public struct SpaceBooking: Hashable, Sendable, CustomStringConvertible {
  /// Its id.
  public var bookingID: Int64
  /// The first date that it takes.
  public var startsOn: LocalDate
  /// The first date that it no longer takes.
  public var endsOn: LocalDate
  /// The units that it takes.
  public var units: Int32

  /// A booking of all its parts.
  public init(bookingID: Int64, startsOn: LocalDate, endsOn: LocalDate, units: Int32) {
    self.bookingID = bookingID
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.units = units
  }

  /// `booking 17 takes 2 from 2026-12-01 to 2026-12-05`, the last date not included.
  public var description: String {
    "booking \(bookingID) takes \(units) from \(startsOn) to \(endsOn)"
  }
}
