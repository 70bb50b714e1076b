import Dates
import Testing

@Suite struct DateRangeTests {
  @Test(
    arguments: [
      ([], []), ([3], [3...3]), ([1, 2, 3], [1...3]), ([1, 3, 4, 9], [1...1, 3...4, 9...9]),
    ] as [([Int32], [ClosedRange<Int32>])])
  func `runs hold the dates and no others`(days: [Int32], runs: [ClosedRange<Int32>]) {
    let found = DateRange.runs(of: days.map { LocalDate(dayNumber: $0) })
    #expect(found.map { $0.first.dayNumber...$0.last.dayNumber } == runs)
  }
}
