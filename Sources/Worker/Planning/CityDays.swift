import Dates
import Expansion
import Store

/// The days of one city, as they are stored.
struct CityDays {
  /// The day of each date that is offered; a date that the city's clock never showed is absent.
  var days: [LocalDate: StoredDay]
  /// What the holidays of each date and of the day after it hash to.
  var holidaysHashes: [LocalDate: Int64]

  /// The days of an expansion.
  init(_ expanded: ExpandedCity) {
    let stored = expanded.days.map(StoredDay.init)
    let pairs = expanded.dates.map { ($0.date, stored[$0.day]) }
    days = Dictionary(pairs) { first, _ in first }
    holidaysHashes = Dictionary(expanded.dates.map { ($0.date, $0.holidaysHash) }) { first, _ in
      first
    }
  }

  /// From the first through the last date; nil when there is none.
  var range: DateRange? {
    guard let first = days.keys.min(), let last = days.keys.max() else { return nil }
    return DateRange(first: first, last: last)
  }
}
