import Dates
import Postgres
import Store
import Testing
import Worker

extension WorkerMarket {
  /// Does an act as the command does.
  func act(
    _ act: Intervention.Act, cities: [String]? = nil, from: Int? = nil, to: Int? = nil
  ) async throws -> InterventionReport {
    try await Intervention(
      act, command: "test", cities: cities, from: from.map(WorkerMarket.today.adding(days:)),
      to: to.map(WorkerMarket.today.adding(days:)), wait: .zero
    ).perform(on: connection)
  }

  /// Sets the base price of space 100.
  func price(_ minor: Int) async throws {
    try await change("update source.space set base_price_minor = \(minor) where space_id = 100")
  }

  /// The price of space 100 on a day, as it was at a generation; nil when there is none.
  func price(day: Int, at generation: Int64) async throws -> Int64? {
    try await connection.query(
      Statement(
        "price_at",
        """
        select r.price_minor
        from almanac.cell_live as l
        inner join almanac.result as r on r.city_id = l.city_id and r.version = l.version
        where
          l.city_id = 1 and l.date = $1::date and r.space_id = 100
          and l.from_generation <= $2 and (l.to_generation is null or l.to_generation > $2)
        """), [.date(WorkerMarket.today.adding(days: day)), .int8(generation)]
    ).first?.get("price_minor")
  }

  /// The price of space 100 that is live on a day.
  func price(day: Int) async throws -> Int64? { try await price(day: day, at: .max) }

  /// Publishes three prices of space 100, one after the other; returns the generations of Lisbon.
  func publishPrices(_ prices: [Int]) async throws -> [Int64] {
    var generations: [Int64] = []
    for minor in prices {
      try await price(minor)
      let report = try await run { $0.cities = ["lisbon"] }.perform()
      generations.append(try #require(report.generation, "\(report)"))
    }
    return generations
  }
}
