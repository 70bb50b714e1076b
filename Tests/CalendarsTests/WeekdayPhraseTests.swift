import Calendars
import Dates
import Testing

struct WeekdayPhraseTests {
  @Test(arguments: [
    ("1st monday of september", 2026, "2026-09-07"),
    ("3rd monday of january", 2026, "2026-01-19"),
    ("5th friday of may", 2026, "2026-05-29"),
    ("last monday of may", 2026, "2026-05-25"),
    ("last thursday of february", 2024, "2024-02-29"),
    ("saturday on or after 06-20", 2026, "2026-06-20"),
    ("saturday on or after 06-20", 2027, "2027-06-26"),
    ("monday on or before 05-25", 2026, "2026-05-25"),
    ("monday before 05-25", 2026, "2026-05-18"),
    ("wednesday before 11-23", 2026, "2026-11-18"),
    ("monday after 05-25", 2026, "2026-06-01"),
    ("friday before 01-01", 2026, "2025-12-26"),
    ("Sun ON OR AFTER 12-31", 2026, "2027-01-03"),
    ("1st mon of sep", 2026, "2026-09-07"),
  ])
  func `a phrase names a day`(phrase: String, year: Int, expected: String) throws {
    #expect(try WeekdayPhrase(parsing: phrase).date(in: year)?.description == expected)
  }

  @Test func `a month may lack a fifth weekday and an ordinary year the leap day`() throws {
    #expect(try WeekdayPhrase(parsing: "5th monday of february").date(in: 2026) == nil)
    #expect(try WeekdayPhrase(parsing: "monday after 02-29").date(in: 2026) == nil)
  }

  @Test(arguments: [
    "1st monday of september", "last sunday of march", "saturday on or after 06-20",
    "tuesday before 01-06",
  ])
  func `a phrase is written as it is read`(phrase: String) throws {
    #expect(try WeekdayPhrase(parsing: phrase).description == phrase)
  }

  @Test(arguments: [
    ("1st monday of septmber", "'septmber' is not a month", "did you mean 'september'?"),
    ("1st munday of may", "'munday' is not a weekday", "did you mean 'monday'?"),
    (
      "munday before 05-25", "'munday' is neither a weekday nor one of 1st to 5th and last",
      "did you mean 'monday'?"
    ),
    (
      "6th monday of may", "'6th' is not one of 1st, 2nd, 3rd, 4th, 5th, last",
      "write '3rd monday of january' or 'saturday on or after 06-20'"
    ),
    (
      "monday on or aftr 05-25",
      "'on or aftr' is none of 'on or after', 'on or before', 'after', "
        + "'before'", "did you mean 'on or after'?"
    ),
    (
      "monday after 02-30", "'02-30' is not a day of the year",
      "write the month and the day as MM-DD, such as 06-20"
    ),
    (
      "monday", "'monday' is not a weekday phrase",
      "write '3rd monday of january' or 'saturday on or after 06-20'"
    ),
  ])
  func `an unreadable phrase says which word`(phrase: String, message: String, hint: String) {
    #expect(throws: WeekdayPhraseError(message: message, hint: hint)) {
      try WeekdayPhrase(parsing: phrase)
    }
  }
}
