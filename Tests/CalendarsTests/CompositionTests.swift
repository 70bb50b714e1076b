import Calendars
import Dates
import Testing

struct CompositionTests {
  @Test func `an entry of the child is merged field by field`() throws {
    let library = library(
      """
      id: P
      holidays:
        feast: {date: 08-01, days: 2, name: {en: Feast}, category: bank, cancelled: 2027-08-01}
      """,
      """
      id: C
      extends: P
      holidays:
        feast: {name: {en: Festival}, cancelled: [2028-08-01], added: 2026-09-01}
      """)
    let child = try library.resolve("C")
    #expect(
      try child.rows(2026, 2028) == [
        "2026-08-01 feast", "2026-08-02 feast", "2026-09-01 feast", "2027-08-02 feast",
        "2028-08-02 feast",
      ])
    let rows = child.holidays(in: try years(2026, 2026))
    #expect(rows.allSatisfy { $0.name == "Festival" && $0.category == .bank })
    #expect(rows.first?.calendarID == "P")
    #expect(try library.resolve("P").dates(of: "feast", 2026).count == 2)
  }

  @Test func `a date key of the child replaces that of the parent and its days`() throws {
    let library = library(
      "id: P\nholidays:\n  feast: {date: 08-01, days: 3, since: 2020-01-01}",
      "id: C\nextends: P\nholidays:\n  feast: {weekday: 1st monday of august}")
    let child = try library.resolve("C")
    #expect(try child.rows(2019, 2020) == ["2020-08-03 feast"])
    #expect(child.holidays(in: try years(2020, 2020)).first?.calendarID == "C")
  }

  @Test func `a removed holiday is off the list and still counted from`() throws {
    let library = library(
      """
      id: P
      holidays:
        feast: {date: 08-01}
        after: {offset_from: {holiday: feast, days: 1}}
      """,
      "id: C\nextends: P\nholidays:\n  feast: {remove: true}",
      "id: G\nextends: C\nholidays:\n  feast: {date: 09-01}")
    #expect(try library.resolve("C").rows(2026) == ["2026-08-02 after"])
    #expect(try library.resolve("G").rows(2026) == ["2026-09-01 feast", "2026-09-02 after"])
  }

  @Test func `a city without a holiday does not shift it`() throws {
    let library = library(
      """
      id: P
      observed_rules: {s: {if: [sat, sun], use: next_free_weekday, keep_actual: true}}
      defaults: {observed: s}
      holidays:
        one: {date: 08-01}
        two: {date: 08-02}
      """,
      "id: C\nextends: P\nholidays:\n  one: {remove: true}")
    #expect(try library.resolve("P").dates(of: "two", 2026) == ["2026-08-02", "2026-08-04*"])
    #expect(try library.resolve("C").rows(2026) == ["2026-08-02 two", "2026-08-03 two*"])
  }

  @Test func `an open holiday stays on the list, its observed day too, and closes nothing`() throws
  {
    let library = library(
      """
      id: P
      holidays:
        feast: {date: 08-01, observed: {if: sat, use: next_monday, keep_actual: true}}
      """,
      "id: C\nextends: P\nholidays:\n  feast: {open: true}")
    let rows = try library.resolve("C").holidays(in: try years(2026, 2026))
    #expect(rows.map(\.open) == [true, true])
    #expect(rows.map(\.closes) == [false, false])
    #expect(try library.resolve("C").isWorkday(try date("2026-08-03")))
    #expect(try !library.resolve("P").isWorkday(try date("2026-08-03")))
  }

  @Test func `of several parents the later wins, with a warning`() throws {
    let library = library(
      "id: P\nweekend: [fri, sat]\nholidays:\n  feast: {date: 08-01}\n  same: {easter: 1}",
      "id: Q\nweekend: [sat, sun]\nholidays:\n  feast: {date: 08-02}\n  same: {easter: 1}",
      "id: C\nextends: [P, Q]")
    let child = try library.resolve("C")
    #expect(try child.rows(2026) == ["2026-04-06 same", "2026-08-02 feast"])
    #expect(child.weekend == Weekend(WeekdaySet([.saturday, .sunday])))
    #expect(
      library.diagnostics.map(\.description) == [
        """
        C.yml:2:14: warning[W101]: P has 'feast' on date 08-01, Q on date 08-02; Q wins
          hint: give the holiday its date in the child
        """
      ])
  }

  @Test func `a shared ancestor does not undo what a nearer parent says`() throws {
    let library = library(
      "id: A\nholidays:\n  feast: {date: 08-01}\n  other: {date: 08-02}",
      "id: B\nextends: A\nholidays:\n  feast: {date: 09-01}\n  other: {remove: true}",
      "id: C\nextends: A",
      "id: D\nextends: [B, C]")
    #expect(try library.resolve("D").rows(2026) == ["2026-09-01 feast"])
    #expect(library.diagnostics == [])
  }

  @Test func `the zone, the weekend and the languages are inherited, the defaults are not`() throws
  {
    let library = library(
      """
      id: P
      time_zone: Europe/London
      weekend: [fri]
      languages: [cy]
      defaults: {category: bank}
      holidays: {feast: {date: 08-01}}
      """,
      "id: city/c\nextends: P\nholidays: {own: {date: 08-02}}")
    let child = try library.resolve("city/c")
    #expect(child.timeZone == "Europe/London")
    #expect(child.weekend(on: try date("2026-08-01")).weekdays == [.friday])
    #expect(child.languages == ["cy"])
    #expect(child.holidays(in: try years(2026, 2026)).map(\.category) == [.bank, .public])
  }

  @Test func `a child redefines a rule for its ancestors' holidays and for no others`() throws {
    let library = library(
      """
      id: P
      observed_rules: {s: {if: [sat, sun], use: nearest_weekday, keep_actual: true}}
      holidays: {feast: {date: 08-01, observed: s}}
      """,
      """
      id: Q
      observed_rules: {s: {if: [sat, sun], use: next_free_day, keep_actual: true}}
      holidays: {other: {date: 08-08, observed: s}}
      """,
      "id: C\nextends: P\nobserved_rules: {s: {if: sat, use: next_monday}}",
      "id: D\nextends: [P, Q]")
    #expect(try library.resolve("P").dates(of: "feast", 2026) == ["2026-07-31*", "2026-08-01"])
    #expect(try library.resolve("C").dates(of: "feast", 2026) == ["2026-08-03*"])
    #expect(
      try library.resolve("D").rows(2026) == [
        "2026-07-31 feast*", "2026-08-01 feast", "2026-08-08 other", "2026-08-09 other*",
      ])
  }

  @Test func `the nearest statement of coverage holds`() throws {
    let library = library(
      "id: P\ncoverage: {through: 2030-12-31}\nholidays: {feast: {date: 08-01}}",
      "id: C\nextends: P\ncoverage: {through: 2026-12-31}")
    func status(_ id: String) throws -> HolidayStatus? {
      try library.resolve(id).holidays(in: try years(2027, 2027)).first?.status
    }
    #expect(try status("P") == .confirmed)
    #expect(try status("C") == .estimated)
  }

  @Test func `composing in one step or in two gives one calendar`() throws {
    let library = library(
      "id: A\nholidays:\n  a: {date: 08-01, name: A}\n  x: {date: 08-05, days: 2}",
      "id: B\nextends: A\nholidays:\n  b: {date: 08-02}\n  x: {days: 3, cancelled: 2026-08-06}",
      "id: C\nextends: [A, B]\nholidays:\n  a: {name: C}\n  x: {added: 2026-09-01}",
      "id: D\nextends: B\nholidays:\n  a: {name: C}\n  x: {added: 2026-09-01}")
    #expect(try library.resolve("C").rows(2026) == (try library.resolve("D").rows(2026)))
  }

  @Test func `a feed closes a venue, wholly or in part`() throws {
    let venue = """
      id: venue/hall-7
      time_zone: Europe/Berlin
      ics: feeds/hall-7.ics
      holidays: {own: {date: 08-01, category: venue}}
      """
    let feed = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      UID:works
      SUMMARY:Building works
      DTSTART;VALUE=DATE:20260803
      DTEND;VALUE=DATE:20260805
      STATUS:TENTATIVE
      END:VEVENT
      BEGIN:VEVENT
      UID:evening
      SUMMARY:Private evening
      DTSTART:20260810T160000Z
      DTEND:20260810T220000Z
      END:VEVENT
      END:VCALENDAR
      """
    let library = CalendarLibrary(files: files([venue]), window: try years(2026, 2027)) { _ in
      FeedContent(Array(feed.utf8))
    }
    #expect(library.diagnostics.filter { $0.severity == .error } == [])
    let rows = try library.resolve("venue/hall-7").holidays(in: try years(2026, 2026))
    #expect(
      rows.map { "\($0.date) \($0.name) \($0.status)" } == [
        "2026-08-01 own confirmed", "2026-08-03 Building works estimated",
        "2026-08-04 Building works estimated", "2026-08-10 Private evening confirmed",
      ])
    #expect(rows.allSatisfy { $0.category == .venue })
    #expect(rows.last?.closesAt == ClockTime("18:00"))
    #expect(rows.last?.opensAt == nil)
    #expect(rows[1].origin.description == "feeds/hall-7.ics:2")
  }

  @Test func `a venue whose feed is gone does not resolve`() throws {
    let library = library("id: venue/v\nics: gone.ics")
    #expect(throws: CalendarError.self) { try library.resolve("venue/v") }
    #expect(library.diagnostics.map(\.code) == ["E118"])
    let refused = CalendarLibrary(
      files: files(["id: venue/v\nics: empty.ics"]), window: try years(2026, 2026)
    ) { _ in FeedContent([]) }
    #expect(throws: CalendarError.self) { try refused.resolve("venue/v") }
    #expect(refused.diagnostics.contains { $0.code == "ics.empty" })
  }
}
