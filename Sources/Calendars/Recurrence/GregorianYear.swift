import Dates

/// A year of the proleptic Gregorian calendar on day numbers (days since 1970-01-01).
struct GregorianYear {
  let number: Int
  /// The day number of 1 January.
  let firstDay: Int
  let isLeap: Bool

  /// The year with this number, 1 or later.
  init(_ number: Int) {
    self.number = number
    let before = number - 1
    firstDay = before * 365 + before / 4 - before / 100 + before / 400 - 719_162
    isLeap = LocalDate.isLeap(year: number)
  }

  /// The number of days.
  var length: Int { isLeap ? 366 : 365 }

  /// Days before each month, from January through the January of the next year.
  private static let offsets = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

  /// The day numbers of a month (1...12).
  func days(ofMonth month: Int) -> Range<Int> {
    let first = firstDay + GregorianYear.offsets[month - 1] + (isLeap && month > 2 ? 1 : 0)
    let last = firstDay + GregorianYear.offsets[month] + (isLeap && month > 1 ? 1 : 0)
    return first..<last
  }

  /// The day number on which week 1 starts: the first week with at least four days in the year.
  func firstWeek(startingOn weekStart: Weekday) -> Int {
    startOfWeek(of: firstDay + 3, startingOn: weekStart)
  }
}

/// The first day of the week that the day lies in.
func startOfWeek(of day: Int, startingOn weekStart: Weekday) -> Int {
  day - weekdayIndex(of: day, from: weekStart)
}

/// How many days after the last `weekStart` the day lies, 0...6.
func weekdayIndex(of day: Int, from weekStart: Weekday) -> Int {
  let index = (day + 3 - (weekStart.rawValue - 1)) % 7
  return index < 0 ? index + 7 : index
}
