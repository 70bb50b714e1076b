import Dates
import Expansion
import Store

/// The days of one city, as far as its cells are built of them.
struct CityDays {
  /// From the first through the last date.
  let range: DateRange
  /// The day of each date that is to be looked at.
  let marks: [LocalDate: DayMark]
  /// The days that are to be stored.
  let fresh: [StoredDay]
  /// How many other cells of the range are known to be right.
  let others: Int
  /// Whether they are those of the live cells, so that none is to be stored.
  let areKept: Bool

  /// The days of an expansion; nil when it has none. A date that the city's clock never showed is
  /// absent.
  init?(_ expanded: ExpandedCity) {
    let days = expanded.days.map(StoredDay.init)
    let steps = days.map(\.priceSteps)
    let pairs = expanded.dates.map { date in
      let day = days[date.day]
      let mark = DayMark(
        hash: day.hash, holidaysHash: date.holidaysHash, isOpen: day.isOpen,
        priceSteps: steps[date.day])
      return (date.date, mark)
    }
    let dates = expanded.dates.map(\.date)
    guard let first = dates.min(), let last = dates.max(),
      let range = DateRange(first: first, last: last)
    else { return nil }
    self.range = range
    marks = Dictionary(pairs) { first, _ in first }
    fresh = days
    others = 0
    areKept = false
  }

  /// The days of a city of so many cells that are still those of its live cells: some, whose
  /// bookings or prices may have changed, are to be looked at.
  init(kept marks: [LocalDate: DayMark], of cells: Int, in range: DateRange) {
    self.range = range
    self.marks = marks
    fresh = []
    others = cells - marks.count
    areKept = true
  }
}
