import Dates

/// The EXDATEs of an event: whole dates, and times of its own wall clock.
struct Exclusions {
  private let dates: Set<LocalDate>
  private let times: Set<WallTime>

  /// The exclusions of `master`; `view` is the zone of times that name none.
  init(of master: ICalendarEvent, from view: ZoneRules) {
    dates = Set(master.exclusions.lazy.filter { !$0.isTime }.map(\.date))
    times = Set(
      master.exclusions.lazy.filter(\.isTime).map { master.wallTime(of: $0, from: view) })
  }

  /// Whether an occurrence of this time does not take place, changed or not.
  func contains(_ time: WallTime) -> Bool { dates.contains(time.date) || times.contains(time) }
}
