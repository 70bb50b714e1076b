public import Dates

/// The value of `UNTIL` as it was written.
public enum RecurrenceUntil: Hashable, Sendable {
  /// The last date, inclusive.
  case date(LocalDate)
  /// The last wall-clock time in the zone of DTSTART, inclusive.
  case local(WallTime)
  /// The last instant as a wall-clock time in UTC, inclusive.
  case utc(WallTime)

  /// The wall-clock time as written; midnight for a date.
  var time: WallTime {
    switch self {
    case .date(let date): WallTime(date: date, second: 0)
    case .local(let time), .utc(let time): time
    }
  }

  /// The date as written, whatever the form.
  public var date: LocalDate {
    switch self {
    case .date(let date): date
    case .local(let time), .utc(let time): time.date
    }
  }
}
