import Foundation

/// A folder with a small job of its own.
struct JobFolder {
  let folder: URL

  init(steps: String) throws {
    folder = URL(filePath: "/tmp/almanac-job-\(UUID().uuidString.lowercased().prefix(8))")
    let jobs = folder.appending(path: "Jobs")
    let calendars = jobs.appending(path: "calendars")
    try FileManager.default.createDirectory(at: calendars, withIntermediateDirectories: true)
    let calendar = "schema: 1\nid: XX\ntitle: {en: X}\nholidays:\n  feast: {date: 01-01}\n"
    try calendar.write(
      to: calendars.appending(path: "xx.yml"), atomically: true, encoding: .utf8)
    let job = """
      schema: 1
      steps: \(steps)
      cities: all
      horizon: {days: 1}
      missing_calendar: ignore
      calendars: calendars
      """
    try job.write(to: jobs.appending(path: "tiny.yml"), atomically: true, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
