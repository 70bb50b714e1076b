public import Calendars
import Foundation

extension FeedReference {
  /// The bytes of the feed: those of its last good copy when it is a URL, those of the file when it
  /// is a path, which counts from the folder of the calendar.
  ///
  /// Throws when there are none, and when a person has to accept the file first.
  public func bytes(from files: SourceFiles) throws(Diagnostic) -> [UInt8] {
    guard !FeedCopy.isURL(feed) else {
      guard let copy = try read(FeedCopy.path(of: feed), from: files) else {
        throw problem(
          CalendarCode.missingFeed, "there is no copy of the feed '\(feed)'",
          hint: "fetch it with 'almanac calendar fetch'")
      }
      return copy
    }
    guard let found = try read(path, from: files) else {
      throw problem(
        CalendarCode.missingFeed, "there is no feed '\(path)'",
        hint: "the path counts from the folder of the calendar")
    }
    let good = try read(FeedCopy.path(of: path), from: files)
    if let verdict = try FeedCopy.reasonToHold(found, named: feed, after: good) {
      throw problem(
        ICalendarCode.held, "\(path): \(verdict)",
        hint: "look at it, then accept it with 'almanac calendar fetch --accept \(path)'")
    }
    return found
  }

  /// The path of a feed that is a file, from the working directory.
  public var path: String { SourcePath.resolve(feed, from: location.file) }

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
