import Calendars
import Dates
import Testing

struct CalendarExportTests {
  @Test func `an export is a valid feed that reads back as the same days`() throws {
    let singapore = try ShippedCalendars.library.resolve("city/singapore")
    let range = try years(2026, 2028)
    let export = CalendarExport(singapore, in: range, stamp: Instant(microseconds: 0))
    let feed = try ICalendarFeed(reading: Array(export.text.utf8), file: "sg.ics")
    #expect(feed.findings == [])
    let occurrences = try feed.occurrences(in: range, zone: nil).occurrences
    let rows = singapore.holidays(in: range)
    #expect(
      occurrences.map { "\($0.dates.first) \($0.summary)" }.sorted()
        == rows.map { "\($0.date) \($0.name)" }.sorted())
    #expect(
      occurrences.filter(\.isTentative).count == rows.filter { $0.status == .estimated }.count)
    #expect(export.text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
  }

  @Test func `text is escaped and lines are folded between letters`() throws {
    let calendar = try calendar(
      "feast: {date: 08-01, name: \"Ä, b; c\\\\d \(String(repeating: "é", count: 60))\"}")
    let export = CalendarExport(
      calendar, in: try years(2026, 2026), stamp: Instant(microseconds: 1_500_000))
    let unfolded = export.text.replacing("\r\n ", with: "")
    #expect(unfolded.contains("SUMMARY:Ä\\, b\\; c\\\\d éé"))
    #expect(unfolded.contains("DTSTAMP:19700101T000001Z"))
    #expect(export.text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
  }
}
