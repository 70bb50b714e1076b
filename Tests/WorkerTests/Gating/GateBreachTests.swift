import Dates
import Expansion
import Store
import Testing

@testable import Worker

@Suite struct GateBreachTests {
  @Test(arguments: [
    // limit in basis points, removed, explained, of, least count, is held
    (3000, 30, 0, 100, 0, false), (3000, 31, 0, 100, 0, true), (3000, 90, 60, 100, 0, false),
    (3000, 91, 60, 100, 0, true), (0, 0, 0, 100, 0, false), (0, 1, 0, 100, 0, true),
    (3333, 1, 0, 3, 0, true), (3334, 1, 0, 3, 0, false), (3000, 19, 0, 19, 20, false),
    (3000, 20, 0, 20, 20, true), (3000, 0, 0, 0, 0, false), (10_000, 50, 0, 50, 0, false),
  ])
  func `removed spaces are counted against the live ones, and exactly the limit passes`(
    limit: Int, removed: Int, explained: Int, before: Int, leastCount: Int, isHeld: Bool
  ) {
    var gates = Gates()
    gates.maxRemoved = limit
    gates.leastCount = leastCount
    var comparison = comparison(before: before, after: before - removed)
    comparison.removed = removed
    comparison.explained = explained
    #expect(gates.breaches(comparison).map(\.gate) == (isHeld ? [.maxRemoved] : []))
  }

  @Test(arguments: [
    (10_000, 100, 100, 0, false), (10_000, 100, 101, 0, true), (10_000, 0, 500, 0, false),
    (10_000, 19, 500, 20, false), (10_000, 20, 21, 20, true),
  ])
  func `added spaces are a part of the live ones`(
    limit: Int, before: Int, added: Int, leastCount: Int, isHeld: Bool
  ) {
    var gates = Gates()
    gates.maxAdded = limit
    gates.leastCount = leastCount
    var comparison = comparison(before: before, after: before + added)
    comparison.added = added
    #expect(gates.breaches(comparison).map(\.gate) == (isHeld ? [.maxAdded] : []))
  }

  @Test(arguments: [
    (0.3, 0.3, []), (0.300001, 0.3, [GateBreach.Gate.maxMedianPriceChange]), (0.0, 1.0, []),
    (0.0, 1.5, [.maxP95PriceChange]),
    (.infinity, .infinity, [.maxMedianPriceChange, .maxP95PriceChange]),
    (nil, nil, []),
  ])
  func `half of the prices and 95 of 100 have a limit each`(
    median: Double?, p95: Double?, gatesHeld: [GateBreach.Gate]
  ) {
    var gates = Gates()
    gates.maxMedianPriceChange = 3000
    gates.maxP95PriceChange = 10_000
    var comparison = comparison(before: 100, after: 100)
    comparison.medianPriceMove = median
    comparison.p95PriceMove = p95
    #expect(Set(gates.breaches(comparison).map(\.gate)) == Set(gatesHeld))
    gates.leastCount = 101
    #expect(gates.breaches(comparison) == [])
  }

  @Test(arguments: 1...400)
  func `a price that moves by exactly the limit passes`(oldPrice: Int) {
    // Every limit that is a whole number of minor units of this price.
    for limit in stride(from: 0, through: 10_000, by: 125) where oldPrice * limit % 10_000 == 0 {
      let move = Double(oldPrice * limit / 10_000) / Double(oldPrice)
      let exact = GateBreach(.maxP95PriceChange, move: move, limit: limit) { $0 }
      #expect(exact == nil)
      let beyond = (Double(oldPrice * limit / 10_000) + 1) / Double(oldPrice)
      #expect(GateBreach(.maxP95PriceChange, move: beyond, limit: limit) { $0 } != nil)
    }
  }

  @Test(arguments: [(10, true, false), (9, true, true), (9, false, false), (0, true, true)])
  func `an open cell has a least number of spaces`(rows: Int, isOpen: Bool, isHeld: Bool) {
    var gates = Gates()
    gates.minRows = 10
    #expect((gates.breach(rows: rows, isOpen: isOpen) != nil) == isHeld)
    #expect(Gates().breach(rows: rows, isOpen: isOpen) == nil)
  }

  @Test(arguments: [(0, 90, false), (22, 90, false), (23, 90, true), (1, 4, false), (2, 4, true)])
  func `the dates of a city that newly close have a limit`(
    closed: Int, dates: Int, isHeld: Bool
  ) {
    var gates = Gates()
    gates.maxClosedDays = 2500
    #expect((gates.breach(newlyClosed: closed, ofDates: dates) != nil) == isHeld)
  }

  @Test func `a breach says what was found, what the limit is, and the worst comes first`() {
    var gates = Gates()
    gates.maxRemoved = 3000
    gates.maxAdded = 1250
    var comparison = comparison(before: 200, after: 140)
    comparison.removed = 91
    comparison.added = 31
    #expect(
      gates.breaches(comparison).map(\.summary) == [
        "91 of 200 spaces removed (45.5%), more than 30%",
        "31 spaces added to 200 (15.5%), more than 12.5%",
      ])
  }

  @Test func `each gate moves the fingerprint`() {
    let changes: [(inout Gates) -> Void] = [
      { $0.maxRemoved = 1 }, { $0.maxAdded = 1 }, { $0.maxMedianPriceChange = 1 },
      { $0.maxP95PriceChange = 1 }, { $0.minRows = 1 }, { $0.maxClosedDays = 1 },
      { $0.leastCount = 1 },
    ]
    let hashes = changes.map { change in
      var gates = Gates()
      change(&gates)
      return gates.fingerprint
    }
    #expect(Set(hashes + [Gates().fingerprint]).count == changes.count + 1)
  }

  private func comparison(before: Int, after: Int) -> CellComparison {
    CellComparison(date: WorkerMarket.today, version: 2, rowsBefore: before, rowsAfter: after)
  }
}
