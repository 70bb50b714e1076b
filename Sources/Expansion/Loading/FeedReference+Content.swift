public import Calendars
import Foundation

extension FeedReference {
  /// What the feed says: its last good copy when it is a URL, the file when it is a path, which
  /// counts from the folder of the calendar.
  ///
  /// A file that is gone, broken, or lost too much against its last good copy is a warning, and the
  /// copy is used. Throws when there is neither.
  public func content(from files: SourceFiles) throws(Diagnostic) -> FeedContent {
    let isURL = FeedCopy.isURL(feed)
    let copy = try read(FeedCopy.path(of: isURL ? feed : path), from: files)
    if isURL {
      guard let copy else {
        throw problem(
          CalendarCode.missingFeed, "there is no copy of the feed '\(feed)'",
          hint: "fetch it with 'almanac calendar fetch'")
      }
      return FeedContent(copy)
    }
    do throws(Diagnostic) {
      return FeedContent(try file(after: copy, from: files))
    } catch {
      guard let copy else { throw error }
      var warning = error
      warning.severity = .warning
      warning.message += "; its last good copy is used"
      return FeedContent(copy, findings: [warning])
    }
  }

  /// What tells the feed from others: its URL, or its path from the working directory.
  public var name: String { FeedCopy.isURL(feed) ? feed : path }

  /// The path of a feed that is a file, from the working directory.
  public var path: String { SourcePath.resolve(feed, from: location.file) }

  private func file(after copy: [UInt8]?, from files: SourceFiles) throws(Diagnostic) -> [UInt8] {
    guard let found = try read(path, from: files) else {
      throw problem(
        CalendarCode.missingFeed, "there is no feed '\(path)'",
        hint: "the path counts from the folder of the calendar")
    }
    if let verdict = try FeedCopy.reasonToHold(found, named: feed, after: copy) {
      throw problem(
        ICalendarCode.held, "\(path): \(verdict)",
        hint: "look at it, then accept it with 'almanac calendar fetch --accept \(path)'")
    }
    return found
  }

  private func read(_ path: String, from files: SourceFiles) throws(Diagnostic) -> [UInt8]? {
    do {
      return try files.bytes(path)
    } catch {
      throw problem(
        CalendarCode.missingFeed,
        "the feed '\(path)' cannot be read: \(error.localizedDescription)",
        hint: nil)
    }
  }

  private func problem<Code: RawRepresentable<String>>(
    _ code: Code, _ message: String, hint: String?
  ) -> Diagnostic {
    Diagnostic(.error, code, at: location, message, hint: hint, calendar: calendar)
  }
}
