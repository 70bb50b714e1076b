public import Calendars
public import Dates

/// A side that answers discovery requests and is compared with the live one.
public protocol Answers: Sendable {
  /// The reply to a request; throws when there is none, as when the database is away.
  func reply(to question: Question) async throws -> Reply

  /// The reason codes of the spaces that the answers of a date leave out, by space id; nil when the
  /// side does not tell.
  func exclusions(city: String, date: LocalDate) async throws -> [Int64: Int16]?
}

/// A reply as it came.
public struct Reply: Sendable, Equatable {
  /// The HTTP status.
  public var status: Int
  /// The body.
  public var body: JSON

  /// A reply of both parts.
  public init(status: Int, body: JSON) {
    self.status = status
    self.body = body
  }

  /// The cursor of the next page.
  var nextCursor: String? {
    guard case .string(let cursor) = body["page"]?["next_cursor"] else { return nil }
    return cursor
  }
}
