import Dates
import Discovery
import Postgres
import Store
import Testing
import Worker

@Suite struct PriceTests {
  @Test func `rules compose in file order and round at each step`() async throws {
    let rules = """
      prices:
        - {name: weekdays, weekdays: [mon-fri], change: +12.5%}
        - {name: tuesday, weekdays: [tue], change: -3.33%}
        - {name: flat, weekdays: [tue, wed], add: -7}
      """
    try await WorkerMarket.with { market in
      let report = try await market.run(WorkerMarket.job(rules)).perform()
      #expect(report.failures == [])
      let base: [Int64: Int64] = [100: 10_000, 101: 55_555, 102: 1500]
      let steps: [[PriceStep]] = [
        [PriceStep(basisPoints: 11_250)],
        [
          PriceStep(basisPoints: 11_250), PriceStep(basisPoints: 9667),
          PriceStep(addMinor: -7),
        ],
        [PriceStep(basisPoints: 11_250), PriceStep(addMinor: -7)],
      ]
      for (day, steps) in steps.enumerated() {
        let prices = try await market.live(1, day).map { line in
          line.split(separator: ":").compactMap { Int64($0) }
        }
        #expect(prices.count == 3)
        for row in prices { #expect(row[1] == steps.composed(from: base[row[0]] ?? -1)) }
      }
    }
  }

  @Test func `the latest override wins, then the lowest price`() async throws {
    try await WorkerMarket.with { market in
      let today = WorkerMarket.today
      try await market.change(
        """
        insert into source.price_override values
          (1, 100, '\(today)', '\(today.adding(days: 5))', 20000),
          (1, 100, '\(today.adding(days: 1))', '\(today.adding(days: 3))', 31000),
          (1, 100, '\(today.adding(days: 1))', '\(today.adding(days: 2))', 30000),
          (1, 104, '\(today.adding(days: 4))', '\(today.adding(days: 5))', 1);
        """)
      _ = try await market.run().perform()
      let prices = try await (0..<5).asyncMap { day in
        try await market.live(1, day).first { $0.hasPrefix("100:") } ?? "none"
      }
      #expect(prices == [20000, 30000, 31000, 20000, 20000].map { "100:\($0):1" })
      #expect(try await market.live(1, 4).contains("104:1:1"))
    }
  }
}

extension Sequence {
  /// The results of an asynchronous function, in order.
  func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
    var results: [T] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
