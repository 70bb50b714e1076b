import Dates
import Foundation
import HTTPTypes
import Synchronization

/// The `Date` header of answers (RFC 9110 section 6.6.1), written once a second.
final class DateField: Sendable {
  private struct State {
    var second = Int64.min
    var field = HTTPField(name: .date, value: "")
  }

  private let state = Mutex(State())

  /// The header at an instant.
  func at(_ now: Instant) -> HTTPField {
    let second = now.microseconds / 1_000_000
    return state.withLock { state in
      if state.second != second {
        state = State(second: second, field: HTTPField(name: .date, value: now.httpDate))
      }
      return state.field
    }
  }
}

extension Instant {
  /// The instant in whole seconds, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section
  /// 5.6.7).
  var httpDate: String {
    let (date, text) = (localDate(in: .gmt), description)
    let weekday = date.weekday.abbreviation.capitalized
    let (day, month) = (text.dropFirst(8).prefix(2), Instant.monthNames[date.month - 1])
    return "\(weekday), \(day) \(month) \(text.prefix(4)) \(text.dropFirst(11).prefix(8)) GMT"
  }

  private static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
