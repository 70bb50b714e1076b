import Calendars
import Dates
import Testing

@Suite struct OccurrenceListingTests {
  @Test func `a rule is listed as an array of dates`() throws {
    let starts = try #require(LocalDate("2025-01-31"))
    let listing = try OccurrenceListing.dates(
      rule: "FREQ=MONTHLY", starts: starts, .init(from: LocalDate("2025-03-01"), limit: 2))
    #expect(listing.json.compact == #"["2025-03-31","2025-05-31"]"#)
    #expect(listing.text == "2025-03-31\n2025-05-31\n")
  }

  @Test func `a refused rule says why`() throws {
    let starts = try #require(LocalDate("2025-01-31"))
    let refusal = #expect(throws: Diagnostic.self) {
      try OccurrenceListing.dates(rule: "FREQ=HOURLY", starts: starts, .init())
    }
    #expect(refusal?.description == "error[rrule.sub-daily]: FREQ=HOURLY is shorter than a day")
  }

  @Test func `a feed is listed as an array of objects with exclusive ends`() throws {
    let bytes = FeedText.calendar(
      FeedText.event("a", ["DTSTART;VALUE=DATE:20250601", "DTEND;VALUE=DATE:20250603"])
        + FeedText.event("b", ["DTSTART:20250601T220000", "DTEND:20250602T020000"]))
    let listing = try OccurrenceListing.feed(
      reading: bytes, file: "x.ics", zone: nil, .init())
    #expect(
      listing.json.compact
        == #"[{"uid":"a","date":"2025-06-01","end_date":"2025-06-03","summary":"a","all_day":true},"#
        + #"{"uid":"b","date":"2025-06-01","end_date":"2025-06-03","summary":"b","all_day":false}]"#
    )
    #expect(
      listing.text
        == "2025-06-01..2025-06-02  a\n2025-06-01..2025-06-02  22:00-24:00 00:00-02:00  b\n")
  }
}
