public import Dates
import Foundation

/// Estimated dates of a feast for a person to commit; the worker never invents one.
public struct FeastProposal: Hashable, Sendable {
  /// The feast.
  public let feast: Feast
  /// Its dates, ascending; none or two in a year are possible.
  public let dates: [LocalDate]

  /// The dates of the feast in a range, by the calendars of ICU.
  public init(_ feast: Feast, in range: DateRange) {
    self.feast = feast
    var calendar = Calendar(identifier: feast.system.identifier)
    calendar.timeZone = .gmt
    dates = range.dates.filter { date in
      let noon = Date(timeIntervalSince1970: Double(date.dayNumber) * 86_400 + 43_200)
      let parts = calendar.dateComponents([.month, .day], from: noon)
      return parts.month == feast.month && parts.day == feast.day && parts.isLeapMonth != true
    }
  }

  /// The lines to put under `dates:` of a holiday.
  public var text: String {
    dates.map { "- {on: \($0), status: estimated}\n" }.joined()
  }

  /// An object with `feast`, `calendar` and `dates`, each `{on, status}`.
  public var json: JSON {
    .object([
      ("feast", .string(feast.id)), ("calendar", .string(feast.system.rawValue)),
      (
        "dates",
        .array(
          dates.map { .object([("on", .string("\($0)")), ("status", .string("estimated"))]) })
      ),
    ])
  }
}

extension Feast.System {
  var identifier: Calendar.Identifier {
    switch self {
    case .islamic: .islamicUmmAlQura
    case .chinese: .chinese
    case .hebrew: .hebrew
    case .persian: .persian
    }
  }
}
