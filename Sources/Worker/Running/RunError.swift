/// Why a run, or an act on what it built, cannot begin.
public enum RunError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A city that the source does not have.
  case unknownCity(String, known: [String])
  /// A calendar that no city of the job uses.
  case unusedCalendar(String)
  /// The job covers none of the cities that are wanted.
  case noCity(wanted: [String])
  /// A source without any city, which is more likely broken than closed down.
  case emptySource
  /// A city of which nothing has been built.
  case unbuiltCity(String, known: [String])
  /// A generation that does not exist, when `cities` is empty, or that they do not keep any more.
  case notRetained(Int64, cities: [String], example: String, retained: [Int64])
  /// A generation at which nothing of the cities was live yet, or nothing of the wanted dates.
  case nothingLive(Int64, cities: [String], onDates: Bool)
  /// A space that neither the source nor anything built has.
  case unknownSpace(Int64)
  /// A space that is let back although nobody has withdrawn it.
  case notWithdrawn(Int64)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .unknownCity(let slug, let known) where known.isEmpty:
      "there is no city '\(slug)': source.city is empty"
    case .unknownCity(let slug, let known):
      "there is no city '\(slug)' in source.city; it has \(RunError.some(known))"
    case .unbuiltCity(let slug, let known) where known.isEmpty:
      "nothing of a city '\(slug)' has been built, nor of any other"
    case .unbuiltCity(let slug, let known):
      "nothing of a city '\(slug)' has been built; of these it has: \(RunError.some(known))"
    case .notRetained(let generation, let cities, let example, let retained):
      cities.isEmpty
        ? "there is no generation \(generation); \(example) can go back to "
          + RunError.some(retained.map(String.init))
        : "generation \(generation) is not retained for \(RunError.some(cities)); \(example) can "
          + "go back to \(RunError.some(retained.map(String.init)))"
    case .unusedCalendar(let id):
      "no city of the job has the calendar '\(id)'; 'almanac calendar list' shows all"
    case .nothingLive(let generation, let cities, let onDates):
      "nothing of \(RunError.some(cities)) was live at generation \(generation)"
        + (onDates ? " on these dates" : " yet")
    case .unknownSpace(let id): "there is no space \(id)"
    case .notWithdrawn(let id): "space \(id) is not withdrawn"
    case .emptySource: "source.city is empty: nothing is built, and what is live stays live"
    case .noCity(let wanted) where wanted.isEmpty:
      "the job covers no city of source.city"
    case .noCity(let wanted):
      "the job does not cover \(wanted.joined(separator: ", "))"
    }
  }

  /// The first of some names.
  private static func some(_ names: [String]) -> String {
    guard !names.isEmpty else { return "none" }
    return names.prefix(14).joined(separator: ", ") + (names.count > 14 ? " ..." : "")
  }
}
