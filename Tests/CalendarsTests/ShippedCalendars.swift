import Calendars
import Dates
import Foundation

/// The calendars of this repository.
enum ShippedCalendars {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let folder = root.appending(path: "Jobs/calendars")

  static let files: [SourceText] = {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { $0.hasSuffix(".yml") }.sorted().compactMap { path in
      guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
      else { return nil }
      return SourceText(path: "Jobs/calendars/\(path)", text: text)
    }
  }()

  static let library = CalendarLibrary(files: files)
}
