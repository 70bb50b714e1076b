import Calendars
import Dates
import Foundation
import Testing

@Suite struct FeedExpansionTests {
  @Test(arguments: [
    ("a date without an end takes one day", ["DTSTART;VALUE=DATE:20250601"], ["2025-06-01"]),
    (
      "an end date is exclusive", ["DTSTART;VALUE=DATE:20250601", "DTEND;VALUE=DATE:20250604"],
      ["2025-06-01..2025-06-03"]
    ),
    (
      "Google's UNTIL with a time takes its date",
      ["DTSTART;VALUE=DATE:20250106", "RRULE:FREQ=WEEKLY;UNTIL=20250113T070000Z"],
      ["2025-01-06", "2025-01-13"]
    ),
    (
      "an iPhone's UNTIL is local to the start",
      [
        "DTSTART;TZID=Europe/Paris:20250107T190000", "DTEND;TZID=Europe/Paris:20250107T210000",
        "RRULE:FREQ=WEEKLY;UNTIL=20250114T190000",
      ],
      ["2025-01-07 19:00-21:00", "2025-01-14 19:00-21:00"]
    ),
    (
      "Exchange's EXDATE with a time removes the date",
      [
        "DTSTART;VALUE=DATE:20250303", "RRULE:FREQ=DAILY;COUNT=3",
        "EXDATE;TZID=Romance Standard Time:20250304T000000",
      ],
      ["2025-03-03", "2025-03-05"]
    ),
    (
      "midnight to midnight in the event's zone is whole days",
      [
        "DTSTART;TZID=Romance Standard Time:20250328T000000",
        "DTEND;TZID=Romance Standard Time:20250331T000000",
      ],
      ["2025-03-28..2025-03-30"]
    ),
    (
      "DTSTART outside its rule counts as the first of COUNT",
      ["DTSTART;VALUE=DATE:20250401", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3"],
      ["2025-04-01", "2025-04-04", "2025-04-11"]
    ),
    (
      "a duration in days follows the clock, one in hours does not",
      [
        "DTSTART;TZID=Europe/Paris:20250329T120000", "DURATION:P1D",
        "RDATE;VALUE=PERIOD;TZID=Europe/Paris:20250329T180000/PT24H",
      ],
      [
        "2025-03-29..2025-03-30 12:00-24:00 00:00-12:00",
        "2025-03-29..2025-03-30 18:00-24:00 00:00-19:00",
      ]
    ),
    (
      "an event that lasts for ever closes the window",
      ["DTSTART;VALUE=DATE:20250101", "DTEND;VALUE=DATE:99991231"], ["2025-01-01..9999-12-30"]
    ),
    (
      "a prefix before an IANA name is ignored",
      ["DTSTART;TZID=/example.org/20050126_1/Europe/Paris:20250601T090000", "DURATION:PT1H"],
      ["2025-06-01 09:00-10:00"]
    ),
    (
      "a floating time is the city's own",
      ["DTSTART:20250507T230000", "DTEND:20250508T010000"],
      ["2025-05-07..2025-05-08 23:00-24:00 00:00-01:00"]
    ),
    (
      "a time without an end is a moment", ["DTSTART:20250507T210000Z"],
      ["2025-05-07 23:00-23:00"]
    ),
  ])
  func `an event closes the city's dates`(name: String, lines: [String], expected: [String]) throws
  {
    #expect(try FeedText.dates(lines) == expected, "\(name)")
  }

  @Test func `a rule in UTC falls on the city's weekday`() throws {
    let rule = ["DTSTART:20250502T223000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2"]
    #expect(
      try FeedText.dates(rule, from: "Asia/Tokyo")
        == ["2025-05-03 07:30-08:30", "2025-05-10 07:30-08:30"])
    let evening = ["DTSTART:20250505T160000Z", "DTEND:20250505T180000Z"]
    #expect(try FeedText.dates(evening, from: "Asia/Tokyo") == ["2025-05-06 01:00-03:00"])
  }

  @Test(arguments: [
    (
      "America/Santiago", "20250907T030000Z", "20250907T050000Z",
      "2025-09-06..2025-09-07 23:00-24:00 00:00-02:00"
    ),
    (
      "Pacific/Apia", "20111230T060000Z", "20111230T140000Z",
      "2011-12-29..2011-12-31 20:00-24:00 00:00-04:00"
    ),
    (
      "America/Havana", "20251102T033000Z", "20251102T053000Z",
      "2025-11-01..2025-11-02 23:30-24:00 00:00-01:00"
    ),
    ("Africa/Cairo", "20251030T203000Z", "20251030T213000Z", "2025-10-30 23:00-24:00"),
  ])
  func `a day begins when its clock begins`(
    zone: String, start: String, end: String, expected: String
  ) throws {
    let year = try #require(Int(start.prefix(4)))
    let dates = try FeedText.dates(
      ["DTSTART:\(start)", "DTEND:\(end)"], year: year, from: zone)
    #expect(dates == [expected])
  }

  /// Occurrences of a weekly master of five from 6 January and of one change to it.
  private func changed(_ master: [String], _ change: [String]) throws -> [String] {
    let lines = ["DTSTART;VALUE=DATE:20250106", "RRULE:FREQ=WEEKLY;COUNT=5"] + master
    let feed = try FeedText.feed(FeedText.event("e", lines) + FeedText.event("e", change))
    return try feed.occurrences(in: try years(2025, 2025), zone: nil).occurrences
      .map { "\($0.dates.first)" }
  }

  @Test func `an excluded occurrence does not come back as a changed one`() throws {
    let change = ["RECURRENCE-ID;VALUE=DATE:20250113", "DTSTART;VALUE=DATE:20250115"]
    #expect(
      try changed(["EXDATE;VALUE=DATE:20250113"], change)
        == ["2025-01-06", "2025-01-20", "2025-01-27", "2025-02-03"])
  }

  @Test(arguments: [
    ("RECURRENCE-ID;VALUE=DATE:20250113", ["2025-01-15"]),
    (
      "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20250120",
      ["2025-01-15", "2025-01-22", "2025-01-29"]
    ),
  ])
  func `what was changed in a cancelled series takes place`(
    id: String, dates: [String]
  ) throws {
    #expect(
      try changed(["STATUS:CANCELLED"], [id, "DTSTART;VALUE=DATE:20250115"]) == dates)
    #expect(
      try changed(["STATUS:CANCELLED"], [id, "DTSTART;VALUE=DATE:20250115", "STATUS:CANCELLED"])
        == [])
  }

  @Test func `changed, moved and cancelled occurrences replace their own`() throws {
    let master = FeedText.event("e", ["DTSTART;VALUE=DATE:20250106", "RRULE:FREQ=WEEKLY;COUNT=5"])
    let moved = FeedText.event(
      "e", ["RECURRENCE-ID;VALUE=DATE:20250113", "DTSTART;VALUE=DATE:20250115"])
    let cancelled = FeedText.event(
      "e",
      ["RECURRENCE-ID;VALUE=DATE:20250120", "DTSTART;VALUE=DATE:20250120", "STATUS:CANCELLED"])
    let future = FeedText.event(
      "e",
      [
        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20250127", "DTSTART;VALUE=DATE:20250128",
        "DTEND;VALUE=DATE:20250130",
      ])
    let feed = try FeedText.feed(future + master + moved + cancelled)
    let first = try #require(LocalDate("2025-01-01"))
    let occurrences = try feed.occurrences(in: DateRange(first: first, days: 90), zone: nil)
      .occurrences
    #expect(
      occurrences.map(FeedText.shown)
        == ["2025-01-06", "2025-01-15", "2025-01-28..2025-01-29", "2025-02-04..2025-02-05"])
  }

  @Test func `the version with the highest sequence counts`() throws {
    let newer = FeedText.event("e", ["DTSTART;VALUE=DATE:20250102", "SEQUENCE:2"])
    let older = FeedText.event(
      "e",
      ["DTSTART;VALUE=DATE:20250101", "SEQUENCE:1", "LAST-MODIFIED:20250101T000000Z"])
    let feed = try FeedText.feed(newer + older)
    let first = try #require(LocalDate("2025-01-01"))
    let occurrences = try feed.occurrences(in: DateRange(first: first, days: 9), zone: nil)
      .occurrences
    #expect(occurrences.map(FeedText.shown) == ["2025-01-02"])
    #expect(feed.findings.isEmpty)
  }

  @Test func `a zone of the feed's own is followed`() throws {
    let zone = [
      "BEGIN:VTIMEZONE", "TZID:Hall Time", "BEGIN:STANDARD", "DTSTART:16010101T030000",
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
      "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:16010101T020000",
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
      "END:DAYLIGHT", "END:VTIMEZONE",
    ]
    let event = FeedText.event(
      "e",
      [
        "DTSTART;TZID=Hall Time:20250329T093000", "DURATION:PT30M",
        "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2",
      ])
    let feed = try FeedText.feed(event + zone)
    let first = try #require(LocalDate("2025-01-01"))
    let utc = try #require(TimeZone(identifier: "UTC"))
    let occurrences = try feed.occurrences(in: DateRange(first: first, days: 365), zone: utc)
      .occurrences
    #expect(
      occurrences.map(FeedText.shown) == ["2025-03-29 08:30-09:00", "2025-03-31 07:30-08:00"])
  }

  @Test func `every Windows zone name stands for a zone of this system`() throws {
    for name in ["Romance Standard Time", "w. europe standard time", "Tokyo Standard Time"] {
      let dates = try FeedText.dates(["DTSTART;TZID=\(name):20250601T090000", "DURATION:PT1H"])
      #expect(dates.count == 1, "\(name)")
    }
  }

  @Test func `an endless event has no more dates than the window`() throws {
    let feed = try FeedText.feed(
      FeedText.event("e", ["DTSTART;VALUE=DATE:20200101", "DTEND;VALUE=DATE:99991231"])
        + FeedText.event("f", ["DTSTART:20200101T120000Z", "DTEND:99991231T000000Z"]))
    let window = DateRange(first: try #require(LocalDate("2025-01-01")), days: 30)
    let occurrences = try feed.occurrences(in: window, zone: nil).occurrences
    #expect(occurrences.map(\.datesInWindow) == [window, window])
    #expect(occurrences.allSatisfy { $0.isAllDay })
  }

  @Test func `a window and a feed that ask for too much are refused`() throws {
    let first = try #require(LocalDate("2025-01-01"))
    let feed = try FeedText.feed(FeedText.event("e", ["DTSTART;VALUE=DATE:20250101"]))
    let long = #expect(throws: Diagnostic.self) {
      try feed.occurrences(in: DateRange(first: first, days: 2000), zone: nil)
    }
    #expect(long?.code == "ics.window-too-long")
    let daily = (0..<56).flatMap {
      FeedText.event("e\($0)", ["DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=DAILY"])
    }
    let refused = #expect(throws: Diagnostic.self) {
      try FeedText.feed(daily).occurrences(in: DateRange(first: first, days: 1826), zone: nil)
    }
    #expect(refused?.code == "ics.too-much-work")
  }
}
