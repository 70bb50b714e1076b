import Calendars
import Foundation

extension FeedPolicy {
  /// An error for each feed of the calendars whose URL this policy never fetches.
  func check(_ references: [FeedReference]) -> [Diagnostic] {
    references.compactMap { reference in
      guard FeedCopy.isURL(reference.feed), let (reason, hint) = refusal(of: reference.feed) else {
        return nil
      }
      return Diagnostic(
        .error, ExpansionCode.feedNotAllowed, at: reference.location,
        "the feed '\(reference.feed)' is not fetched: \(reason)", hint: hint,
        calendar: reference.calendar)
    }
  }

  private func refusal(of text: String) -> (reason: String, hint: String)? {
    guard let url = URL(string: text), let host = url.host(), !host.isEmpty else {
      return ("it is not a URL", "a path counts from the folder of the calendar")
    }
    if url.scheme?.lowercased() == "http", !allowsPlainHTTP {
      return ("it is not https", "write https, or set plain_http: true under 'feeds' of the job")
    }
    if !allows(host: host) {
      return ("the host '\(host)' is not allowed", "add it to hosts under 'feeds' of the job file")
    }
    return nil
  }
}
