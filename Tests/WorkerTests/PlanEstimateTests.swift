import Dates
import Store
import Testing
import Worker

@Suite struct PlanEstimateTests {
  private let rates = [
    "lisbon": BuildRate(rowsPerCell: 100, secondsPerCell: 0.5),
    "tokyo": BuildRate(rowsPerCell: 300, secondsPerCell: nil),
  ]

  private func plan(_ cells: [(String, ChangedInput)]) -> [PlannedCell] {
    cells.map { PlannedCell(city: $0, date: LocalDate(dayNumber: 20_787), reasons: [$1]) }
  }

  @Test func `each cell counts as its city's cells have`() {
    let estimate = PlanEstimate(
      plan([("lisbon", .bookings), ("lisbon", .new), ("tokyo", .prices)]), rates: rates)
    #expect(estimate.rows == 500)
    #expect(estimate.seconds == 1.5)
  }

  @Test func `an unknown city counts as the others on average, a cell that is kept back not`() {
    let estimate = PlanEstimate(
      plan([("porto", .new), ("lisbon", .pinned), ("lisbon", .held)]), rates: rates)
    #expect(estimate.rows == 200)
  }

  @Test func `nothing is known before the first run, and nothing to build takes nothing`() {
    #expect(PlanEstimate(plan([("lisbon", .new)]), rates: [:]).seconds == nil)
    #expect(PlanEstimate([], rates: rates).rows == 0)
  }

  @Test func `a plan tells what its cells will take by what they took`() async throws {
    try await WorkerMarket.with { market in
      #expect(try await market.run().plan().estimate?.rows == nil)
      _ = try await market.run().perform()
      try await market.change("update source.space set base_price_minor = 1 where space_id = 100")
      let report = try await market.run().plan()
      let estimate = try #require(report.estimate)
      let live = try await market.number(
        """
        select sum(e.row_count) from almanac.cell_live as l
        inner join almanac.cell as e on l.city_id = e.city_id and l.version = e.version
        where l.city_id = 1 and l.to_generation is null
        """)
      #expect(report.plan.allSatisfy { $0.city == "lisbon" } && report.plan.count == 5)
      #expect(estimate.rows == Int64(live))
      #expect(try #require(estimate.seconds) > 0)
    }
  }
}
