import Calendars
import Dates
import Testing

@testable import Expansion

@Suite struct CitySelectionTests {
  @Test(arguments: [
    ("all", ["boston", "quebec", "paris"]), ("[paris, boston]", ["boston", "paris"]),
    ("{countries: [US, CA]}", ["boston", "quebec"]),
    ("{countries: [US, CA], except: boston}", ["quebec"]),
    ("{slugs: [boston, paris], countries: FR}", ["paris"]),
  ])
  func `which cities a job builds`(selection: String, expected: [String]) throws {
    let job = try Fixture.job("cities: \(selection)\nmissing_calendar: ignore")
    let cities = [
      try Fixture.city(), try Fixture.city("quebec", country: "CA", subdivision: "CA-QC"),
      try Fixture.city("paris", country: "FR", subdivision: nil),
    ]
    let expander = Expander(job: job, calendars: Fixture.library(), cities: cities, known: cities)
    #expect(expander.cities.map(\.slug) == expected)
    #expect(expander.diagnostics.isEmpty)
  }

  @Test func `a city that there is not is an error with a hint`() throws {
    let job = try Fixture.job("cities: [bostn]")
    let cities = [try Fixture.city()]
    let expander = Expander(
      job: job, calendars: Fixture.library(), cities: cities, known: cities)
    #expect(
      expander.diagnostics.map(\.description) == [
        "job.yml:2:10: error[E208]: there is no city 'bostn'\n  hint: did you mean 'boston'?"
      ])
  }

  @Test func `a city that there is not is only noted where it is left out`() throws {
    let job = try Fixture.job("cities: {except: bostn}\nmissing_calendar: ignore")
    let cities = [try Fixture.city()]
    let expander = Expander(
      job: job, calendars: Fixture.library(), cities: cities, known: cities)
    #expect(expander.cities.map(\.slug) == ["boston"])
    #expect(
      expander.diagnostics.map(\.description) == [
        "job.yml:2:18: note[E208]: there is no city 'bostn'\n  hint: did you mean 'boston'?"
      ])
  }

  @Test(arguments: [
    ("holidays: {christmas: open}", ["2:12"]),
    ("holidays: {christmas-day: open, public: closed}", []),
    ("prices: [{name: x, holidays: [christmas], add: 1}]", ["2:31"]),
    ("layers: {country: {IN: {holidays: {christmas: open}}}}", []),
    ("layers: {country: {US: {holidays: {christmas: open}}}}", ["2:36"]),
    ("layers: {category: {hall: {holidays: {christmas: open}}}}", ["2:39"]),
  ])
  func `a holiday of other cities' calendars is a warning`(
    rules: String, expected: [String]
  ) throws {
    let india = "schema: 1\nid: IN\nholidays: {christmas: {date: 12-25}}"
    let library = CalendarLibrary(files: [
      SourceText(path: "us.yml", text: Fixture.calendarText),
      SourceText(path: "in.yml", text: india),
    ])
    let cities = [try Fixture.city()]
    let expander = Expander(job: try Fixture.job(rules), calendars: library, cities: cities)
    #expect(
      expander.diagnostics.map(\.description)
        == expected.map { place in
          "job.yml:\(place): warning[E211]: no city that this is for has a holiday 'christmas' in its "
            + "calendar\n  hint: did you mean 'christmas-day'?"
        })
  }

  @Test(arguments: [("error", []), ("warn", ["warning"]), ("ignore", [])])
  func `a city without a calendar`(policy: String, severities: [String]) throws {
    let job = try Fixture.job("missing_calendar: \(policy)")
    let paris = try Fixture.city("paris", country: "FR", subdivision: "FR-IDF")
    let expander = Expander(job: job, calendars: Fixture.library(), cities: [paris])
    #expect(expander.diagnostics.map(\.severity.rawValue) == severities)
    #expect(
      expander.diagnostics.allSatisfy {
        $0.message == "city 'paris' has no calendar: there is none of city/paris, FR-IDF, FR"
      })
    let dates = try Fixture.range("2026-07-14..2026-07-14")
    if policy == "error" {
      #expect(throws: Diagnostic.self) {
        try expander.expand(paris, dates: dates, today: dates.first)
      }
    } else {
      let expanded = try expander.expand(paris, dates: dates, today: dates.first)
      #expect(expanded.days.map(\.status) == [.open])
    }
  }

  @Test func `a layer of which no city is a part is a warning`() throws {
    let job = try Fixture.job("layers: {region: {US-MN: {notice_days: 1}}}")
    let cities = [try Fixture.city()]
    let expander = Expander(
      job: job, calendars: Fixture.library(), cities: cities, known: cities)
    #expect(expander.diagnostics.map(\.code) == ["E213"])
    #expect(expander.diagnostics.first?.hint == "did you mean 'US-MA'?")
  }

  @Test func `errors of the job and of its calendars are reported in one run`() {
    let files = [
      "job.yml": "schema: 1\ncalendars: c\nhorzion: {}\nprices: [{name: x, holidays: nix, add: 1}]",
      "c/us.yml": "schema: 1\nid: US\nholidays: {day: {dat: 01-01}}",
    ]
    let codes = LoadedJob("job.yml", from: .memory(files)).diagnostics.map { finding in
      "\(finding.location?.description ?? "") \(finding.code)"
    }
    #expect(codes.contains("job.yml:3 E010"))
    #expect(codes.contains("job.yml:4 E211"))
    #expect(codes.contains("c/us.yml:3 E010"))
  }

  @Test func `a holiday that no calendar has is an error`() throws {
    let files = [
      "job.yml": """
      schema: 1
      calendars: c
      prices: [{name: x, holidays: chrismas-day, add: 1}, {name: y, eve_of: bank, add: 1}]
      """,
      "c/us.yml": Fixture.calendarText,
    ]
    let loaded = LoadedJob("job.yml", from: .memory(files))
    #expect(
      loaded.report == """
        job.yml:3:30: error[E211]: 'chrismas-day' is no category of holidays, and no calendar has \
        a holiday of that id
            3 | prices: [{name: x, holidays: chrismas-day, add: 1}, {name: y, eve_of: bank, add: 1}]
              |                              ^
          hint: did you mean 'christmas-day'?

        """)
  }
}
