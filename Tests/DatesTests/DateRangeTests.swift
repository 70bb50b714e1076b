import Dates
import Testing

@Suite struct DateRangeTests {
  @Test(arguments: [
    ([], []), ([3], [3...3]), ([1, 2, 3], [1...3]), ([1, 3, 4, 9], [1...1, 3...4, 9...9]),
  ])
  func `runs hold the dates and no others`(days: [Int], runs: [ClosedRange<Int>]) {
    let found = DateRange.runs(of: days.map { LocalDate(dayNumber: $0) })
    #expect(found.map { $0.first.dayNumber...$0.last.dayNumber } == runs)
  }
}
