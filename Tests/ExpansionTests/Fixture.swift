import Calendars
import Dates
import Testing

@testable import Expansion

/// Job files, calendars and cities written in a test.
struct Fixture {
  static let calendarText = """
    schema: 1
    id: US
    title: {en: United States}
    languages: [en]
    defaults: {category: public}
    holidays:
      new-year: {date: 01-01, name: {en: New Year's Day}}
      independence-day: {date: 07-04, name: {en: Independence Day}}
      christmas-eve: {date: 12-24, category: half_day, closes_at: "13:00", name: {en: Christmas Eve}}
      christmas-day: {date: 12-25, name: {en: Christmas Day}}
      bank-day: {date: 03-02, category: bank, name: {en: Bank Day}}
    """

  static func job(_ text: String) throws -> Job {
    let outcome = Job.load("job.yml", from: .memory(["job.yml": "schema: 1\n" + text]))
    try #require(outcome.diagnostics.isEmpty, "\(outcome.diagnostics.rendered())")
    return try #require(outcome.job)
  }

  static func library(_ text: String = calendarText) -> CalendarLibrary {
    CalendarLibrary(files: [SourceText(path: "us.yml", text: text)])
  }

  static func city(
    _ slug: String = "boston", country: String = "US", subdivision: String? = "US-MA",
    zone: String = "America/New_York", currency: String = "USD"
  ) throws -> City {
    try City(
      id: 1, slug: slug, name: slug, country: country, subdivision: subdivision, timeZone: zone,
      currency: currency)
  }

  static func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

  static func range(_ text: String) throws -> DateRange {
    let ends = text.split(separator: "..")
    return try #require(DateRange(first: date(String(ends[0])), last: date(String(ends[1]))))
  }

  /// The days of a job by date.
  static func days(
    _ text: String, _ dates: String, today: String? = nil, city: City? = nil,
    calendar: String = calendarText
  ) throws -> [String: Day] {
    let expanded = try expand(text, dates, today: today, city: city, calendar: calendar)
    return Dictionary(uniqueKeysWithValues: expanded.dated.map { ("\($0.date)", $0.day) })
  }

  static func expand(
    _ text: String, _ dates: String, today: String? = nil, city: City? = nil,
    calendar: String = calendarText
  ) throws -> ExpandedCity {
    let city = try city ?? Self.city()
    let expander = Expander(job: try job(text), calendars: library(calendar), cities: [city])
    let range = try range(dates)
    return try expander.expand(
      city, dates: range, today: try today.map(date) ?? range.first)
  }
}
