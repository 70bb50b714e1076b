import Calendars
public import Dates

/// How far ahead days are built.
public struct Horizon: Hashable, Sendable {
  /// How many dates, today the first.
  public var days: Int
  /// How many of them every run looks at.
  public var nearDays: Int
  /// After how many days a run looks at a farther date again.
  public var farEveryDays: Int

  /// The dates that a run on `today` keeps built.
  public func dates(from today: LocalDate) -> DateRange { DateRange(first: today, days: days) }

  /// Whether there are dates that not every run looks at.
  public var putsOff: Bool { nearDays < days && farEveryDays > 1 }

  /// Whether a run on `today` looks at a date that was last looked at on `lastChecked`, nil for
  /// never. It goes by age and not by a timetable, so a missed night costs nothing but time.
  public func isDue(_ date: LocalDate, today: LocalDate, lastChecked: LocalDate?) -> Bool {
    guard dates(from: today).contains(date) else { return false }
    guard today.days(to: date) >= nearDays, let lastChecked else { return true }
    return lastChecked.days(to: today) >= farEveryDays
  }
}

/// What must hold before a new version goes live; nil where there is no such gate.
public struct Gates: Hashable, Sendable {
  /// The largest part of a cell's spaces that may vanish, in basis points.
  public var maxRemoved: Int?
  /// The most spaces that may appear, in basis points of the live ones.
  public var maxAdded: Int?
  /// How far the middle price of a cell may move, in basis points.
  public var maxMedianPriceChange: Int?
  /// How far 95 of 100 prices of a cell may move, in basis points.
  public var maxP95PriceChange: Int?
  /// The fewest spaces of an open cell.
  public var minRows: Int?
  /// The largest part of a city's dates that may newly be closed without a holiday, in basis points.
  public var maxClosedDays: Int?
  /// Cells with fewer spaces pass the gates that are parts.
  public var leastCount = 0

  /// No gate.
  public init() {}

  /// Takes over what a later layer says.
  mutating func take(_ declaration: GatesDeclaration) {
    maxRemoved = declaration.maxRemoved?.value ?? maxRemoved
    maxAdded = declaration.maxAdded?.value ?? maxAdded
    maxMedianPriceChange = declaration.maxPriceChange?.value.median?.value ?? maxMedianPriceChange
    maxP95PriceChange = declaration.maxPriceChange?.value.p95?.value ?? maxP95PriceChange
    minRows = declaration.minRows?.value ?? minRows
    maxClosedDays = declaration.maxClosedDays?.value ?? maxClosedDays
    leastCount = declaration.leastCount?.value ?? leastCount
  }
}

/// How long versions that are no longer live are kept.
public struct Retention: Hashable, Sendable {
  /// How many checkpoints.
  public var checkpoints: Int
  /// For how many days.
  public var days: Int
  /// For how many minutes a version made by a refresh is kept.
  public var refreshMinutes: Int
}
