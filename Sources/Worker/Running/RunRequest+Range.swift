import Dates

extension RunRequest {
  /// The part of the horizon that is asked for; nil when none of it is.
  func dateRange(within horizon: DateRange) -> DateRange? {
    DateRange(
      first: max(from ?? horizon.first, horizon.first), last: min(to ?? horizon.last, horizon.last))
  }
}
