public import Calendars
public import Dates
import Foundation

extension CalendarLibrary {
  /// The calendars in a folder: every `.yml` file in it and in the folders in it, with the feeds
  /// that they name.
  ///
  /// Files that cannot be read are among `unread`, the rest of what is wrong is among the library's
  /// own diagnostics. Feeds are expanded over five years: the one before that of `today`, that of
  /// `today`, and the three after it.
  public static func load(
    folder: String, from files: SourceFiles, today: LocalDate
  ) -> (library: CalendarLibrary, unread: [Diagnostic], sources: [String: SourceText]) {
    var (sources, unread) = texts(in: folder, from: files)
    if sources.isEmpty, unread.isEmpty {
      unread.append(
        Diagnostic(
          .error, ReadingCode.unreadable, at: nil, "there are no calendars in '\(folder)'",
          hint: "name the folder under 'calendars' in the job file"))
    }
    let library = CalendarLibrary(
      files: Array(sources.values), window: DateRange(feedsAround: today)
    ) { reference throws(Diagnostic) in try reference.content(from: files) }
    return (library, unread, sources)
  }

  /// The feeds that the calendars in a folder name, whether there is anything to read in them or
  /// not; calendars without the letters `ics` are not decoded.
  public static func feedReferences(
    in folder: String, from files: SourceFiles
  ) -> [FeedReference] {
    let sources = texts(in: folder, from: files).sources.values
    return CalendarLibrary(files: sources.filter { $0.text.contains("ics") }).feedReferences
  }

  private static func texts(
    in folder: String, from files: SourceFiles
  ) -> (sources: [String: SourceText], unread: [Diagnostic]) {
    var sources: [String: SourceText] = [:]
    var unread: [Diagnostic] = []
    for path in files.paths(folder).sorted() where path.hasSuffix(".yml") {
      do throws(Diagnostic) {
        sources[path] = try files.text(at: path)
      } catch {
        unread.append(error)
      }
    }
    return (sources, unread)
  }
}

extension DateRange {
  /// Whole years, so that a feed gives the same calendar on every day of a year.
  fileprivate init(feedsAround today: LocalDate) {
    let first = LocalDate(year: today.year - 1, month: 1, day: 1) ?? today
    let last = LocalDate(year: today.year + 3, month: 12, day: 31) ?? today
    self.init(first: first, days: first.days(to: last) + 1)
  }
}
