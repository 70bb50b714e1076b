import Calendars
import Dates
import Foundation

/// The recurrence cases of the folder that `ALMANAC_ORACLES` names.
enum RecurrenceOracle {
  struct Case: Decodable {
    var id: String
    var rrule: String
    var dtstart: LocalDate
    var truncated: Bool?
    var expected: [LocalDate]?
    var recommended: [LocalDate]?
    var recommend: String?
  }

  private struct File: Decodable {
    var cases: [Case]
  }

  /// The folder, or nil when the variable is not set.
  static var folder: URL? {
    ProcessInfo.processInfo.environment["ALMANAC_ORACLES"].map {
      URL(fileURLWithPath: $0, isDirectory: true)
    }
  }

  static func cases(_ name: String) throws -> [Case] {
    guard let folder else { return [] }
    let data = try Data(contentsOf: folder.appending(path: "ics/\(name).json"))
    return try JSONDecoder().decode(File.self, from: data).cases
  }

  /// Expands the first 50 dates, as the oracle did.
  static func expand(_ text: String, from start: LocalDate) throws -> [LocalDate] {
    try RecurrenceRule(parsing: text).occurrences(starting: start, limit: 50).dates
  }
}
