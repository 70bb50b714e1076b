public import Calendars
public import Dates
public import Discovery

/// Whether places are open on a day.
public enum DayStatus: String, Hashable, Sendable {
  case open, closed
}

/// One city on one date as the rules make it: everything of it that can affect results.
///
/// Dates on which the same rules hold in the same way share one day. Its `hash` is stable over runs
/// and machines, and moves when and only when something changes that can affect results or that
/// readers see; the lines on which rules stand are no part of it.
public struct Day: Hashable, Sendable {
  /// Open or closed.
  public var status: DayStatus
  /// Why it is closed: `closedWeekly` (a season's week included), `closedHoliday` or
  /// `closedException`; nil when open.
  public var closedReason: ExclusionReason?
  /// The holidays of the date, the deciding one first.
  public var holidays: [Holiday]
  /// The hours of the service day; nil when closed or when no rule states any.
  public var hours: ServiceHours?
  /// The changes of prices in the order in which they apply.
  public var prices: [PriceRule]
  /// Whether the date is nearer to today than the notice that a booking needs.
  public var isBelowNotice: Bool
  /// The part of a space's capacity that is offered, in basis points, to be rounded down.
  public var capacityFactor: Int32
  /// Add-ons that are not offered, sorted.
  public var closedAddOns: [String]
  /// What categories, venues and spaces change, sorted by kind and key; sparse.
  public var scopes: [DayScope]
  /// Where each value comes from.
  public var traces: [Trace]
  /// The stable 64-bit hash of the content.
  public internal(set) var hash: Int64 = 0

  /// The holiday that a reader is told of; nil when there is none.
  public var holiday: Holiday? { holidays.first }
}

/// One change of prices.
public struct PriceRule: Hashable, Sendable {
  /// The rule's name.
  public var name: String
  /// What it does to a price.
  public var step: PriceStep
  /// Where it stands.
  public var origin: Origin

  /// A rule of all its parts.
  public init(name: String, step: PriceStep, origin: Origin) {
    self.name = name
    self.step = step
    self.origin = origin
  }
}

/// What a category, a venue or a space changes on a day; nil or empty where it changes nothing.
///
/// Of several scopes of one space the most specific decides on status, hours, notice, capacity and
/// add-ons: space before venue before category before the day. Their price rules add up instead:
/// those of the day, then of the category, the venue and the space.
public struct DayScope: Hashable, Sendable {
  /// What kind of thing the scope is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case category, venue, space

    var layerKind: LayerName.Kind {
      switch self {
      case .category: .category
      case .venue: .venue
      case .space: .space
      }
    }
  }

  /// What kind of thing it is.
  public var kind: Kind
  /// The category's name, or the id of the venue or the space in decimal.
  public var key: String
  /// Open or closed, when the scope decides that.
  public var status: DayStatus?
  /// Why it is closed.
  public var closedReason: ExclusionReason?
  /// The hours, when the scope decides status and states some.
  public var hours: ServiceHours?
  /// Price rules that follow those of the day.
  public var prices: [PriceRule] = []
  /// Whether the date lies below the scope's own notice.
  public var isBelowNotice: Bool?
  /// The part of the capacity that is offered, in basis points.
  public var capacityFactor: Int32?
  /// All add-ons that are not offered in the scope, sorted.
  public var closedAddOns: [String]?
  /// Where each value comes from.
  public var traces: [Trace] = []

  /// Whether the scope changes nothing.
  var isEmpty: Bool {
    status == nil && prices.isEmpty && isBelowNotice == nil && capacityFactor == nil
      && closedAddOns == nil
  }
}

/// One date of a city.
public struct DatedDay: Hashable, Sendable {
  /// The date.
  public var date: LocalDate
  /// The index of its day in `ExpandedCity.days`.
  public var day: Int
  /// The stable hash of the holidays of the date and of the day after it, of which this may be the
  /// eve; 0 when there are none.
  public var holidaysHash: Int64
}

/// A city's dates after expansion.
public struct ExpandedCity: Sendable {
  /// The city.
  public var city: City
  /// The city's date from which notice and lead time count.
  public var today: LocalDate
  /// The dates in order; a date that the city's clock never showed is missing.
  public var dates: [DatedDay]
  /// The days, each once, in the order of their first date.
  public var days: [Day]
  /// How many days before its date a booking must be made.
  public var noticeDays: Int
  /// Whether another `today` could give other days: some rule looks at notice or lead time.
  public var dependsOnToday: Bool

  /// The dates and their days.
  public var dated: some Sequence<(date: LocalDate, day: Day)> {
    dates.lazy.map { (date: $0.date, day: days[$0.day]) }
  }
}
