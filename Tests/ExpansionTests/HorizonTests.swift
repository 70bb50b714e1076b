import Dates
import Testing

@testable import Expansion

@Suite struct HorizonTests {
  private let horizon = Horizon(days: 90, nearDays: 30, farEveryDays: 7)

  @Test(
    arguments: [
      (0, nil, true), (29, 0, true), (30, nil, true), (30, 0, false), (30, 6, false), (30, 7, true),
      (89, 12, true), (90, nil, false), (-1, nil, false),
    ] as [(Int, Int?, Bool)])
  func `near dates are looked at every time, far ones when their age says so`(
    ahead: Int, age: Int?, isDue: Bool
  ) throws {
    let today = try Fixture.date("2026-03-01")
    let date = today.adding(days: ahead)
    let last = age.map { today.adding(days: -$0) }
    #expect(horizon.isDue(date, today: today, lastChecked: last) == isDue)
  }

  @Test func `a missed night delays a far date and skips none`() throws {
    let start = try Fixture.date("2026-01-01")
    var checked: [LocalDate: LocalDate] = [:]
    for night in 0..<200 where night % 5 != 2 {
      let today = start.adding(days: night)
      for date in horizon.dates(from: today).dates
      where horizon.isDue(date, today: today, lastChecked: checked[date]) {
        checked[date] = today
      }
      for date in horizon.dates(from: today).dates {
        let age = try #require(checked[date]).days(to: today)
        #expect(age < 7 + 1)
      }
    }
  }
}
