import Dates
import Expansion
import Testing

@testable import Live

/// A small city on a Monday, made from values.
enum Fixture {
  /// A Monday.
  static let today = LocalDate(dayNumber: 20_787)

  static func city() throws -> City {
    try City(
      id: 1, slug: "lisbon", name: "Lisbon", country: "PT", subdivision: nil,
      timeZone: "Europe/Lisbon", currency: "EUR")
  }

  /// A path by a job of five days; `rules` is added to it.
  static func path(_ rules: String = "") throws -> LivePath {
    let text = """
      schema: 1
      cities: {except: [porto]}
      horizon: {days: 5}
      missing_calendar: ignore
      calendars: calendars
      \(rules)
      """
    let loaded = LoadedJob("job.yml", from: .memory(["job.yml": text]))
    return LivePath(
      job: try #require(loaded.job, "\(loaded.report)"), calendars: loaded.calendars,
      instant: .now(), today: today)
  }

  /// The cell of today over `source`.
  static func cell(
    _ source: SourceSnapshot, rules: String = "", on date: LocalDate = today
  ) throws -> LiveCell {
    let path = try path(rules)
    let city = try city()
    return LiveCell(
      city: city, date: date, day: try path.day(of: city, on: date), source: source,
      weights: path.job.weights)
  }

  /// Desks 1, 2, ... of one venue at 1000, 2000, ... minor units, after `change`.
  static func source(
    spaces: Int, _ change: (inout SourceSnapshot) -> Void = { _ in }
  ) -> SourceSnapshot {
    var source = SourceSnapshot()
    source.venues = [
      SourceVenue(
        venueID: 10, name: "Baixa", latitude: 38.71, longitude: -9.14, isActive: true)
    ]
    source.spaces = (1...Int64(spaces)).map { id in
      SourceSpace(
        spaceID: id, venueID: 10, name: "Desk \(id)", category: "desk", capacity: 4, units: 2,
        basePriceMinor: id * 1000, ratingHundredths: 400, isActive: true)
    }
    change(&source)
    return source
  }

  /// The space ids of a page in order.
  static func ids(_ query: String, _ cell: LiveCell, after skipped: Int = 0) throws -> [Int64] {
    let selection = LiveSelection(try self.query(query), of: cell)
    return selection.page(after: skipped).items.map(\.space.spaceID)
  }

  /// The query of `name=value` pairs that are joined by `&`, of today in Lisbon.
  static func query(_ text: String) throws -> LiveQuery {
    try LiveQuery([("city", "lisbon"), ("date", "\(today)")] + pairs(text))
  }

  static func pairs(_ text: String) -> [(name: String, value: String)] {
    text.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
    }
  }
}
