import Calendars
import Dates
import Testing

struct HolidayTableTests {
  private func table() throws -> HolidayTable {
    let calendar = try calendar(
      "feast: {date: 08-01, name: Feast, observed: {if: sat, use: next_monday, keep_actual: true}}")
    return HolidayTable(calendar, in: try years(2026, 2026))
  }

  @Test func `the text names the rule, the shift and the line of each row`() throws {
    #expect(
      try table().text == """
        2026-08-01 sat  feast  Feast  public            date 08-01                           A.yml:4
        2026-08-03 mon  feast  Feast  public, observed  date 08-01; next_monday if sat (+2)  A.yml:4

        """)
  }

  @Test func `the JSON begins with the members that scripts rely on`() throws {
    #expect(
      try table().json.compact.hasPrefix(
        """
        [{"date":"2026-08-01","holiday_id":"feast","name":"Feast","category":"public",\
        "observed":false,"status":"confirmed","origin":"A.yml:4",
        """.trimmingSuffix(while: \.isNewline)))
  }

  @Test func `a difference is told in lines`() throws {
    let old = library("id: A\nholidays:\n  a: {date: 08-01}\n  b: {date: 08-02}")
    let new = library(
      "id: A\nworking: [2026-08-08]\nholidays:\n  a: {date: 08-01, name: N}\n  c: {date: 08-03}")
    let difference = CalendarDifference(from: old, to: new, in: try years(2026, 2026))
    #expect(
      difference.text == """
        A
          ~ 2026-08-01 sat a 'a' public confirmed by date 08-01
            becomes        a 'N' public confirmed by date 08-01
          - 2026-08-02 sun b 'b' public confirmed by date 08-02
          + 2026-08-03 mon c 'c' public confirmed by date 08-03
          ~ 2026-08-08 becomes a workday

        """)
    #expect(
      CalendarDifference(from: old, to: old, in: try years(2026, 2026)).text == "no day changes\n")
  }
}

extension String {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return text
  }
}
