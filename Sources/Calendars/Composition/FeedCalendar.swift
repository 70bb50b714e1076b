public import Dates

/// The closures that an iCalendar feed gives over a window, as input of composition.
public struct FeedCalendar: Hashable, Sendable {
  /// One event, with all its dates in the window.
  public struct Event: Hashable, Sendable {
    /// The UID.
    public var uid: String
    /// What people call it.
    public var summary: String
    /// The local dates that it touches, ascending.
    public var dates: [LocalDate]
    /// How certain it is; `estimated` for a TENTATIVE event.
    public var status: HolidayStatus
    /// When the place opens on these dates; nil when it is closed from their start.
    public var opensAt: ClockTime?
    /// When the place closes on these dates; nil when it is closed to their end.
    public var closesAt: ClockTime?
    /// The line of the feed on which the event begins, from 1.
    public var line: Int

    /// An event on these dates.
    public init(
      uid: String, summary: String, dates: [LocalDate], status: HolidayStatus = .confirmed,
      opensAt: ClockTime? = nil, closesAt: ClockTime? = nil, line: Int = 1
    ) {
      self.uid = uid
      self.summary = summary
      self.dates = dates
      self.status = status
      self.opensAt = opensAt
      self.closesAt = closesAt
      self.line = line
    }
  }

  /// In feed order.
  public var events: [Event]

  /// The closures of these events.
  public init(events: [Event]) {
    self.events = events
  }
}

extension HolidayCalendar {
  /// The calendar of category venue that a feed amounts to.
  init(feed: FeedCalendar, named name: Placed<String>, of calendar: String) {
    self.init(id: name.map { "\(calendar):\($0)" })
    defaults.category = .venue
    var numbers: [String: Int] = [:]
    for event in feed.events {
      let place = SourceLocation(file: name.value, line: event.line, column: 1)
      let number = numbers[event.uid, default: 0] + 1
      numbers[event.uid] = number
      let id = number == 1 ? event.uid : "\(event.uid)#\(number)"
      var entry = HolidayEntry(id: Placed(id, at: place))
      let table = event.dates.map { TableDate(on: $0, status: event.status) }
      entry.rule = Placed(.dates(table), at: place)
      entry.name = Placed(LocalizedText(event.summary, language: "und"), at: place)
      entry.opensAt = event.opensAt.map { Placed($0, at: place) }
      entry.closesAt = event.closesAt.map { Placed($0, at: place) }
      holidays.append(entry)
    }
  }
}
