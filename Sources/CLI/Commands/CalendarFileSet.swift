import Calendars
import Dates
import Expansion
import Foundation

/// Calendar files that somebody named, with those in which their parents are looked for.
struct CalendarFileSet {
  /// Every file that was read, by path.
  private(set) var sources: [String: SourceText] = [:]
  /// The files that could not be read.
  private(set) var unread: [Diagnostic] = []
  private var named: [SourceText] = []
  private var beside: [SourceText] = []
  private var fallback: [SourceText] = []
  private let files: SourceFiles

  /// The calendars of these files and folders; parents that they lack are looked for in the folders
  /// of the files, then in the folder `fallback`.
  init(_ paths: [String], fallback: String, from files: SourceFiles) {
    self.files = files
    for path in paths.map(CalendarFileSet.trimmed) {
      let inside = calendars(in: path)
      named += inside.isEmpty ? [text(at: path)].compactMap { $0 } : inside
    }
    let known = Set(named.map(\.path))
    let folders = Set(named.map { CalendarFileSet.folder(of: $0.path) }).sorted()
    // Not the folders in them: beside a file in /tmp lies what has nothing to do with it.
    beside = folders.flatMap { calendars(in: $0, isDeep: false) }
      .filter { !known.contains($0.path) }
    self.fallback = calendars(in: CalendarFileSet.trimmed(fallback))
      .filter { !known.contains($0.path) }
  }

  /// How many files were named and read.
  var namedCount: Int { named.count }

  /// Whether a file is one that was named, or could not be read.
  func isNamed(_ path: String) -> Bool {
    named.contains { $0.path == path } || sources[path] == nil
  }

  /// The calendars, with feeds expanded from the year before `date` through the third after it.
  func library(around date: LocalDate) -> CalendarLibrary {
    let years = YearRange(max(1, date.year - 1)...date.year + 3)
    return CalendarLibrary(files: named, fallback: [beside, fallback], window: years.dates) {
      reference throws(Diagnostic) in
      try reference.content(from: files)
    }
  }

  private mutating func text(at path: String) -> SourceText? {
    do throws(Diagnostic) {
      guard let text = try files.text(at: path) else {
        throw Diagnostic(
          .error, ReadingCode.unreadable, at: SourceLocation(file: path, line: 1, column: 1),
          "there is no such file")
      }
      sources[path] = text
      return text
    } catch {
      unread.append(error)
      return nil
    }
  }

  private mutating func calendars(in folder: String, isDeep: Bool = true) -> [SourceText] {
    files.paths(folder).filter { path in
      path.hasSuffix(".yml") && (isDeep || CalendarFileSet.folder(of: path) == folder)
    }.sorted().compactMap { path in sources[path] ?? text(at: path) }
  }

  private static func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
