import Calendars

/// When places are open, as one layer writes it.
struct OpeningDeclaration: Sendable {
  typealias Week = [PlacedEntry<WeekdaySet, Opening>]

  var weekly: Placed<Week>?
  var seasons: Placed<[Placed<SeasonDeclaration>]>?
  var exceptions: Placed<[PlacedEntry<DatePattern, Opening>]>?

  static let mapping = Mapping<OpeningDeclaration>(
    "opening",
    "An exception decides before a holiday, a holiday before a season, a season before the week.",
    empty: OpeningDeclaration(),
    keys: [
      .optional("weekly", \.weekly, .week, "Hours by weekday, such as mon-fri: 09:00-18:00."),
      .optional(
        "seasons", \.seasons, .list(of: .mapping(SeasonDeclaration.mapping)),
        "Parts of the year with another week; of seasons that overlap the last decides."),
      .optional(
        "exceptions", \.exceptions, .entries(.datePattern, .opening),
        "Hours on single dates or ranges of dates; of those that overlap the last decides."),
    ])
}

/// A part of the year with a week of its own.
struct SeasonDeclaration: Sendable {
  var name: Placed<String>?
  var dates: Placed<[Placed<DatePattern>]>?
  var weekly: Placed<OpeningDeclaration.Week>?

  static let mapping = Mapping<SeasonDeclaration>(
    "season", "A part of the year with a week of its own.", empty: SeasonDeclaration(),
    keys: [
      .required("name", \.name, .text, "What explanations call the season."),
      .required(
        "dates", \.dates, .oneOrList(of: .datePattern),
        "When it is: dates or ranges, once (2026-06-01..2026-09-30) or each year (06-01..09-30)."),
      .required("weekly", \.weekly, .week, "Hours by weekday; a day left out keeps its hours."),
    ])
}

extension Shape where Value == OpeningDeclaration.Week {
  /// A mapping from weekdays to hours in which no weekday stands twice.
  static var week: Shape {
    Shape<OpeningDeclaration.Week>.entries(.weekdaySpan, .opening).map { week, reading in
      var seen = WeekdaySet([])
      for entry in week.value {
        let again = seen.intersection(entry.key.value)
        if !again.isEmpty {
          reading.error(
            ExpansionCode.weekdayTwice, at: entry.key.location,
            "an earlier entry of this week speaks for \(again) already",
            hint: "name each weekday once")
        }
        seen = seen.union(entry.key.value)
      }
      return week.value
    }
  }
}
