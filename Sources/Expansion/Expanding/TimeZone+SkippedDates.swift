import Dates
import Foundation

extension TimeZone {
  /// The dates of a range that clocks of the zone never showed, because the zone moved to the other
  /// side of the date line: 2011-12-30 in Apia.
  ///
  /// Such a move changes the offset by about a day and for good; nothing else does.
  func skippedDates(in range: DateRange) -> Set<LocalDate> {
    let before = offset(onDay: range.first, days: -2)
    let after = offset(onDay: range.last, days: 3)
    guard after - before > 20 * 3600 else { return [] }
    return Set(range.dates.filter { !shows($0) })
  }

  /// Whether some quarter of an hour falls on the date.
  private func shows(_ date: LocalDate) -> Bool {
    let quarters = -26 * 4..<50 * 4
    let midnight = Int64(date.dayNumber) * 86_400
    return quarters.contains { quarter in
      let instant = Instant(microseconds: (midnight + Int64(quarter) * 900) * 1_000_000)
      return instant.localDate(in: self) == date
    }
  }

  private func offset(onDay date: LocalDate, days: Int) -> Int {
    let seconds = Double(date.adding(days: days).dayNumber) * 86_400
    return secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
  }
}
