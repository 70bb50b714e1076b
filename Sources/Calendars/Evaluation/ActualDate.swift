import Dates

/// A date on which a holiday is held before observed rules are applied.
struct ActualDate: Hashable {
  var date: LocalDate
  /// Whether it is the first day of the holiday, from which others may count.
  var isFirst: Bool
  var cause: Cause
  /// The first day of the occurrence that the rule gave; nil for an added date.
  var ruleDate: LocalDate?
  /// What the rule says of this occurrence; nil when it says nothing.
  var status: HolidayStatus?

  /// What put the holiday on the date.
  enum Cause: Hashable {
    case rule
    case moved(from: LocalDate)
    case added
  }
}
