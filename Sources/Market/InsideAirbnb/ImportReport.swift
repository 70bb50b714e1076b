public import Dates

/// What an import of one city read, wrote and left out.
public struct ImportReport: Hashable, Sendable {
  /// The city's slug.
  public var city: String
  /// The city's number in the source tables.
  public var cityID: Int32 = 0
  /// The first and last date of the calendar, as in the file; nil without a calendar.
  public var calendar: DateRange?
  /// Days by which the calendar was moved.
  public var movedByDays = 0
  /// Rows of the calendar file.
  public var calendarRows = 0
  /// Listing-days that the calendar speaks of, of listings that were taken.
  public var listingDays = 0
  /// Those of them that are available.
  public var availableDays = 0
  /// Listing-days between the calendar's first and last date of which it does not speak: imported
  /// as unavailable.
  public var uncoveredDays = 0
  /// The scale of the file's ratings, 5 or 100.
  public var ratingScale = 5
  /// Rows written, by relation.
  public var written: [SourceRelation: Int] = [:]
  /// What was skipped, dropped or settled, by kind.
  public var issues: [IssueSummary] = []

  init(city: String) { self.city = city }
}
