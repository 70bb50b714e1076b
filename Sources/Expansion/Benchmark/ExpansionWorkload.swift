public import Calendars
public import Dates

/// A made-up job for measuring expansion: many cities, one calendar, and price rules of every kind.
public struct ExpansionWorkload: Sendable {
  /// The expansion with its cities.
  public let expander: Expander
  /// The dates.
  public let dates: DateRange

  /// A job of `rules` price rules for `cities` cities over `days` days; throws the finding that
  /// makes the job unusable, which is none.
  public init(cities: Int = 200, days: Int = 365, rules: Int = 60) throws(Diagnostic) {
    let text = ExpansionWorkload.jobText(rules: rules)
    let outcome = Job.load("workload.yml", from: .memory(["workload.yml": text]))
    guard let job = outcome.job else { throw outcome.diagnostics[0] }
    let calendar = SourceText(path: "workload-calendar.yml", text: ExpansionWorkload.calendarText)
    let zones = ["Europe/Paris", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"]
    expander = Expander(
      job: job, calendars: CalendarLibrary(files: [calendar]),
      cities: (0..<cities).compactMap { number in
        try? City(
          id: Int32(number), slug: "city-\(number)", name: "City \(number)", country: "XX",
          subdivision: nil, timeZone: zones[number % zones.count], currency: "EUR")
      })
    dates = DateRange(first: LocalDate(dayNumber: 20_454), days: days)
  }

  /// Expands every city; gives the number of dates and of price rules that hold on them.
  public func run() throws(Diagnostic) -> (dates: Int, rules: Int) {
    var total = (dates: 0, rules: 0)
    for city in expander.cities {
      let expanded = try expander.expand(city, dates: dates, today: dates.first)
      total.dates += expanded.dates.count
      total.rules += expanded.dates.reduce(0) { $0 + expanded.days[$1.day].prices.count }
    }
    return total
  }

  private static func jobText(rules: Int) -> String {
    let conditions = (0..<rules).map { number in
      switch number % 5 {
      case 0: "weekdays: [sat, sun]"
      case 1: "dates: 2026-0\(number % 9 + 1)-01..2026-0\(number % 9 + 1)-20"
      case 2: "holidays: public"
      case 3: "eve_of: public"
      default: "lead_days: \(number)..\(number + 30), weekdays: mon-fri"
      }
    }
    let prices = conditions.enumerated().map { number, condition in
      "  - {name: rule-\(number), change: +\(number % 9 + 1)%, \(condition)}\n"
    }
    return """
      schema: 1
      opening: {weekly: {mon-fri: 09:00-18:00, sat-sun: closed}}
      notice_days: 1
      prices:
      \(prices.joined())
      """
  }

  private static let calendarText = """
    schema: 1
    id: XX
    title: Made up
    holidays:
      new-year: {date: 01-01, name: New Year}
      easter-monday: {easter: 1, name: Easter Monday}
      labour-day: {date: 05-01, name: Labour Day}
      harvest: {weekday: 1st monday of september, name: Harvest}
      christmas: {date: 12-25, days: 2, name: Christmas}
    """
}
