public import Dates
public import Discovery
public import Postgres
import SQL

extension Connection {
  /// The bookings of a space that take units of it on a date, as the source has them now.
  ///
  /// Needs the right to read `source`, which the read API does not have.
  public func spaceBookings(
    city: String, spaceID: Int64, date: LocalDate
  ) async throws -> [SpaceBooking] {
    try await query(
      Query.spaceBookings.statement, [.text(city), .int8(spaceID), .date(date)]
    ).map { row in
      SpaceBooking(
        bookingID: try row.get("booking_id"), startsOn: try row.get("starts_on"),
        endsOn: try row.get("ends_on"), units: try row.get("units"))
    }
  }
}
