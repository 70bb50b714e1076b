import Dates

/// Days of a listing on which its calendar says the same: [startsOn, endsOn).
struct CalendarRun: Equatable {
  /// The line of the first day.
  var line: Int
  var listingID: Int64
  var startsOn: LocalDate
  var endsOn: LocalDate
  var isAvailable: Bool
  /// Minor units, or nil where the calendar gives none.
  var price: Int64?

  /// Takes in the run that follows in the file, if it only goes on with this one.
  mutating func extend(with next: CalendarRun) -> Bool {
    guard next.listingID == listingID, next.startsOn == endsOn,
      next.isAvailable == isAvailable, next.price == price
    else { return false }
    endsOn = next.endsOn
    return true
  }
}
