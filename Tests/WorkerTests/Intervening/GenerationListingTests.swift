import Dates
import Store
import Testing
import Worker

@Suite struct GenerationListingTests {
  @Test(arguments: [true, false])
  func `what changed is the same whether it was counted then or is counted now`(
    isGated: Bool
  ) async throws {
    try await WorkerMarket.with { market in
      let job = WorkerMarket.job(isGated ? "gates: {max_removed: 100%}" : "")
      _ = try await market.run(job).perform()
      try await market.price(11_000)
      try await market.book(101, day: 1)
      _ = try await market.run(job).perform()
      let listing = GenerationListing(cities: ["lisbon"], limit: 5)
      let records = try await listing.perform(on: market.connection)
      #expect(records.map(\.generation) == [3, 1] && records.map(\.cells) == [5, 5])
      #expect(
        records.map(\.changes) == [
          RowChanges(added: 0, removed: 1, changed: 5),
          RowChanges(added: 15, removed: 0, changed: 0),
        ])
      #expect(records.allSatisfy { $0.command == "test" && $0.kind == "rebuild" })
      _ = try await market.act(.rollBack(to: 1))
      let rolledBack = try await listing.perform(on: market.connection)[0]
      #expect(rolledBack.kind == "rollback")
      #expect(rolledBack.changes == RowChanges(added: 1, removed: 0, changed: 5))
    }
  }

  @Test func `a difference counts fields, dates and cells, and names what moved most`()
    async throws
  {
    try await WorkerMarket.with { market in
      _ = try await market.run().perform()
      let night = WorkerMarket.today
      try await market.change(
        """
        update source.space set capacity = 9, rating = 1 where space_id = 100;
        update source.space set name = 'New name', base_price_minor = 1800 where space_id = 102;
        delete from source.space_add_on where space_id = 102;
        insert into source.booking values (1, 102, 1, '\(night)', '\(night.adding(days: 1))', 2);
        """)
      let closed = "opening: {exceptions: {\(night.adding(days: 4)): closed}}"
      let last = try await market.run(WorkerMarket.job(closed, horizon: 6)).perform().generation
      let difference = try await GenerationComparer(
        from: 2, to: try #require(last), cities: nil, date: nil, top: 2
      ).perform(on: market.connection)
      let total = difference.total
      #expect(total.cells == 6 && total.newCells == 2 && total.goneCells == 0)
      #expect(total.closed == 2 && total.opened == 0)
      #expect(total.rows.added == 4 && total.rows.removed == 4 && total.rows.changed == 8)
      #expect(total.fields.price == 4 && total.fields.units == 1 && total.fields.capacity == 4)
      #expect(total.fields.rating == 4 && total.fields.addOns == 4 && total.fields.details == 0)
      #expect(difference.cities.map(\.city) == ["lisbon", "tokyo"])
      #expect(difference.topMoves.map(\.price.newPrice) == [1800, 1800])
      #expect(difference.topMoves.first?.price.name == "New name")
      #expect(difference.topCells.map(\.city) == ["lisbon", "tokyo"])
      let one = try await GenerationComparer(
        from: 2, to: try #require(last), cities: ["lisbon"], date: night, top: 0
      ).perform(on: market.connection)
      #expect(one.total.cells == 1 && one.total.fields.units == 1 && one.topMoves.isEmpty)
      let same = try await GenerationComparer(
        from: 2, to: 2, cities: nil, date: nil, top: 1
      ).perform(on: market.connection)
      #expect(same.total == GenerationDifference.Sums())
    }
  }
}
