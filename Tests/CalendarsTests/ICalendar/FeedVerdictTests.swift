import Calendars
import Testing

@Suite struct FeedVerdictTests {
  private func feed(_ numbers: Range<Int>, prefix: String = "e") throws -> ICalendarFeed {
    try FeedText.feed(
      numbers.flatMap { number in
        ["BEGIN:VEVENT", "UID:\(prefix)\(number)", "SUMMARY:day \(number)"]
          + ["DTSTART;VALUE=DATE:202501\(number + 10)", "END:VEVENT"]
      })
  }

  @Test(arguments: [
    (0..<10, 0..<8, FeedVerdict.accept),
    (0..<10, 0..<7, .hold(lost: 3, of: 10)),
    (0..<10, 2..<18, .accept),
    (0..<10, 0..<0, .hold(lost: 10, of: 10)),
    (0..<1, 0..<0, .hold(lost: 1, of: 1)),
    (0..<0, 0..<5, .accept),
    (0..<0, 0..<0, .accept),
  ])
  func `a copy that lost more than a fifth of its events is held`(
    old: Range<Int>, new: Range<Int>, verdict: FeedVerdict
  ) throws {
    let found = FeedVerdict(new: try feed(new), after: try feed(old))
    #expect(found == verdict)
  }

  @Test func `new UIDs for the same events lose nothing`() throws {
    let verdict = FeedVerdict(new: try feed(0..<9, prefix: "x"), after: try feed(0..<9))
    #expect(verdict == .accept)
  }

  @Test func `a first copy is accepted`() throws {
    let verdict = FeedVerdict(new: try feed(0..<1), after: nil)
    #expect(verdict == .accept)
  }

  @Test func `a skipped or cancelled event is a lost one`() throws {
    let old = try FeedText.feed(FeedText.event("a", ["DTSTART;VALUE=DATE:20250101"]))
    let skipped = try FeedText.feed(FeedText.event("a", ["DTSTART;VALUE=DATE:20250230"]))
    #expect(FeedVerdict(new: skipped, after: old) == .hold(lost: 1, of: 1))
    let cancelled = try FeedText.feed(
      FeedText.event("a", ["DTSTART;VALUE=DATE:20250101", "STATUS:CANCELLED"]))
    #expect(FeedVerdict(new: cancelled, after: old) == .hold(lost: 1, of: 1))
  }
}
