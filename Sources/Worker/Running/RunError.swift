/// Why a run cannot begin.
public enum RunError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A city that the source does not have.
  case unknownCity(String, known: [String])
  /// A calendar that no city of the job uses.
  case unusedCalendar(String)
  /// The job covers none of the cities that are wanted.
  case noCity(wanted: [String])

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .unknownCity(let slug, let known) where known.isEmpty:
      "there is no city '\(slug)': source.city is empty"
    case .unknownCity(let slug, let known):
      "there is no city '\(slug)' in source.city; it has "
        + known.prefix(8).joined(separator: ", ") + (known.count > 8 ? " ..." : "")
    case .unusedCalendar(let id):
      "no city of the job has the calendar '\(id)'; 'almanac calendar list' shows all"
    case .noCity(let wanted) where wanted.isEmpty:
      "the job covers no city of source.city"
    case .noCity(let wanted):
      "the job does not cover \(wanted.joined(separator: ", "))"
    }
  }
}
