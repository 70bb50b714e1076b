import Foundation
import Store
import Testing
import Worker

@Suite struct MutationTests {
  /// How many changes are tried; the environment may ask for more.
  private static let count =
    ProcessInfo.processInfo.environment["ALMANAC_MUTATIONS"].flatMap { Int($0) } ?? 40

  /// Each change is made to three copies of a market: one whose changes are written down, one
  /// without, and one in which everything is built from nothing each time, which says what is true.
  @Test func `every change is found and nothing is published that looks as before`() async throws {
    try await WorkerMarket.with { tracked in
      try await WorkerMarket.with { plain in
        try await WorkerMarket.with { oracle in
          try await MutationTests.compare(tracked, plain, oracle)
        }
      }
    }
  }

  private static func compare(
    _ tracked: WorkerMarket, _ plain: WorkerMarket, _ oracle: WorkerMarket
  ) async throws {
    var world = MutatedWorld()
    for market in [tracked, plain, oracle] { try await market.change(MutatedWorld.market) }
    try await tracked.trackSource()
    _ = try await world.run(tracked)
    _ = try await world.run(plain)
    var tally = (tracked: Tally(), plain: Tally())
    for number in 1...count {
      let mutation = world.mutate(number)
      for market in [tracked, plain, oracle] { try await market.change(mutation.sql) }
      try await oracle.change(MutatedWorld.forget)
      _ = try await world.run(oracle)
      let truth = try await oracle.contents()
      let context = "change \(number): \(mutation.name)"
      try await tally.tracked.step(tracked, world, truth, context)
      try await tally.plain.step(plain, world, truth, context)
    }
    #expect(tally.tracked.quietCities > 0 && tally.plain.quietCities == 0)
    print("with triggers: \(tally.tracked)\nwithout: \(tally.plain)")
    #expect(try await tracked.number("select count(*) from almanac.change") == 0)
  }

  /// What became of the cells of one market.
  struct Tally: CustomStringConvertible {
    var changed = 0
    var missed = 0
    var published = 0
    var publishedEqual = 0
    var rebuiltEqual = 0
    /// Cities of which a run knew without a look that nothing had changed.
    var quietCities = 0

    var description: String {
      """
      \(changed) cells changed, \(missed) missed; \(published) published, \(publishedEqual) of them \
      looked as before; \(rebuiltEqual) were rebuilt and found equal; \(quietCities) cities not \
      looked at
      """
    }

    mutating func step(
      _ market: WorkerMarket, _ world: MutatedWorld, _ truth: [WorkerMarket.CellKey: String],
      _ context: String
    ) async throws {
      let before = try await market.contents()
      let generation = try await market.connection.lastGeneration()
      let report = try await world.run(market)
      let after = try await market.contents()
      let moved = try await market.movedCells(since: generation)
      let equal = moved.filter { before[$0] == after[$0] }
      // What is over stays live until a prune; what is of no city does not.
      let cities = Set(truth.keys.map(\.city))
      let wrong = truth.filter { after[$0.key] != $0.value }
      let left = after.keys.filter { !cities.contains($0.city) }
      changed += truth.count { before[$0.key] != $0.value }
      missed += wrong.count + left.count
      published += moved.count
      publishedEqual += equal.count
      rebuiltEqual += report.cells.built - report.cells.published
      quietCities += try await market.quietCities(of: report)
      #expect(report.failures == [], "\(context)")
      #expect(wrong.isEmpty, "\(context): missed \(wrong.keys)")
      #expect(left.isEmpty, "\(context): still live \(left)")
      #expect(equal.isEmpty, "\(context): published as it was \(equal)")
      let facets = try await market.wrongFacets()
      #expect(facets.uncounted.isEmpty, "\(context): not counted \(facets.uncounted)")
      #expect(facets.different.isEmpty, "\(context): counted wrong \(facets.different)")
    }
  }
}

extension WorkerMarket {
  /// How many cities a run has recorded a check of and no work on.
  func quietCities(of report: RunReport) async throws -> Int {
    try await number(
      """
      select count(*) from almanac.city_check as k
      where k.run_id = \(report.runID ?? 0) and not exists (
        select 1 from almanac.run_stage as s
        where s.run_id = k.run_id and s.city_id = k.city_id
      )
      """)
  }
}
