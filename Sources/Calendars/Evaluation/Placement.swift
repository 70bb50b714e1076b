import Dates

/// Where one holiday stands on one date at the end of the evaluation.
struct Placement {
  /// The position of the holiday in its calendar.
  var holiday: Int
  var date: LocalDate
  var actual: ActualDate
  /// The rule that moved it here; nil on the actual date.
  var observedBy: ObservedRule?
}
