import Dates
import Foundation

/// The offsets of a time zone, asked in seconds since 1970-01-01T00:00:00, of UTC or of its own
/// wall clock.
enum ZoneRules: Hashable, Sendable {
  case utc
  /// A zone of the system's time zone database.
  case system(TimeZone)
  /// A zone that a VTIMEZONE defines.
  case own(OwnZone)

  /// Seconds to add to UTC at the instant.
  func offset(at instant: Int) -> Int {
    switch self {
    case .utc: 0
    case .system(let zone):
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
    case .own(let zone): zone.offset(at: instant)
    }
  }

  /// The instant at which the wall clock shows the time.
  ///
  /// A time that a change of clocks skips is read with the offset before the change; of a repeated
  /// time, the first counts (RFC 5545, section 3.3.5).
  func instant(of time: WallTime) -> Int {
    let local = time.seconds
    let before = offset(at: local - 86_400)
    let after = offset(at: local + 86_400)
    if before == after || offset(at: local - before) == before { return local - before }
    return offset(at: local - after) == after ? local - after : local - before
  }

  /// What the wall clock shows at the instant.
  func wallTime(at instant: Int) -> WallTime {
    WallTime(seconds: instant + offset(at: instant))
  }

  /// The first instant of a local date; equal to that of the next date when the date is skipped.
  func startOfDay(_ date: LocalDate) -> Int {
    let start = instant(of: WallTime(date: date, second: 0))
    let day = Int(date.dayNumber)
    let shown = wallTime(at: start)
    guard Int(shown.date.dayNumber) == day, shown.second > 0 else { return start }
    return firstInstant(in: start - 86_400...start) { Int(wallTime(at: $0).date.dayNumber) >= day }
  }

  /// The first instant of the range at which the condition, once true, stays true.
  func firstInstant(in range: ClosedRange<Int>, where condition: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if condition(middle) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}

extension WallTime {
  /// Seconds from 1970-01-01T00:00:00 on the same wall clock.
  var seconds: Int { Int(date.dayNumber) * 86_400 + second }

  /// The wall-clock time that many seconds after 1970-01-01T00:00:00.
  init(seconds: Int) {
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    self.init(date: LocalDate(dayNumber: Int32(clamping: day)), second: seconds - day * 86_400)
  }

  /// The same time of day so many days later.
  func adding(days: Int) -> WallTime {
    WallTime(
      date: LocalDate(dayNumber: Int32(clamping: Int(date.dayNumber) + days)), second: second)
  }
}
