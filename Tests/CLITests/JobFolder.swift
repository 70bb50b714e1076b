import Foundation

/// A folder with a small job of its own.
struct JobFolder {
  let folder: URL

  init(steps: String) throws {
    folder = URL(filePath: "/tmp/almanac-job-\(UUID().uuidString.lowercased().prefix(8))")
    let jobs = folder.appending(path: "Jobs")
    let calendars = jobs.appending(path: "calendars")
    try FileManager.default.createDirectory(at: calendars, withIntermediateDirectories: true)
    try write("calendars/xx.yml", JobFolder.calendar("XX", "01-01"))
    try write("tiny.yml", JobFolder.job(steps: steps))
  }

  /// A job of one day, with further rules.
  static func job(steps: String, _ rules: String = "") -> String {
    """
    schema: 1
    steps: \(steps)
    cities: all
    horizon: {days: 1}
    missing_calendar: ignore
    calendars: calendars
    \(rules)
    """
  }

  /// A calendar of one holiday.
  static func calendar(_ id: String, _ date: String) -> String {
    "schema: 1\nid: \(id)\ntitle: {en: X}\nholidays:\n  feast: {date: \(date)}\n"
  }

  /// Writes a file of the folder Jobs.
  func write(_ path: String, _ text: String) throws {
    let file = folder.appending(path: "Jobs/\(path)")
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
