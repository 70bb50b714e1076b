import Dates
import Testing

@Suite struct LocalDateTests {
  @Test func `every day number of nine thousand years reads back`() {
    var expected = (year: 1, month: 1, day: 1)
    for number in Int32(-719_162)...Int32(2_932_896) {
      let date = LocalDate(dayNumber: number)
      guard date.components == expected else {
        Issue.record("\(date) instead of \(expected)")
        return
      }
      if expected.day < LocalDate.lengthOfMonth(expected.month, year: expected.year) {
        expected.day += 1
      } else if expected.month < 12 {
        expected = (expected.year, expected.month + 1, 1)
      } else {
        expected = (expected.year + 1, 1, 1)
      }
    }
  }

  @Test(arguments: ["2024-02-29", "1970-01-01", "0001-01-01", "9999-12-31"])
  func `a written date reads back`(text: String) throws {
    #expect(try #require(LocalDate(text)).description == text)
  }

  @Test(arguments: [
    "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "2024/01/01", "2024-01-01 ", "",
    "٢٠٢٤-01-01",
  ])
  func `anything else is not a date`(text: String) {
    #expect(LocalDate(text) == nil)
  }

  @Test func `weekdays follow one another across the epoch`() throws {
    #expect(try #require(LocalDate("1970-01-01")).weekday == .thursday)
    #expect(try #require(LocalDate("1969-12-28")).weekday == .sunday)
    #expect(try #require(LocalDate("2026-11-23")).weekday == .monday)
  }
}
