import Dates
import Postgres
import Store
import Testing
import Worker

/// The blocks of a cell of more than ten thousand rows.
@Suite struct BlocksTests {
  /// 10,100 spaces more in Lisbon, in 101 venues on a square, half of them desks.
  private static let manySpaces = """
    insert into source.venue
    select 1, 1000 + n, 'Venue ' || n, 38.7 + (n % 10) / 100.0, -9.2 + (n / 10) / 100.0, true, '{}'
    from generate_series(0, 100) as n;
    insert into source.space
    select
      1, 1000 + n % 101, 10000 + n, 'Space ' || n, (array['desk', 'hall'])[1 + n % 2], 1 + n % 40, 2,
      100 * (1 + n % 77), 4.0, true, '{}'
    from generate_series(1, 10100) as n;
    insert into source.space_add_on
    select 1, 10000 + n, (array['wifi', 'projector'])[1 + n % 2], null
    from generate_series(1, 10100, 3) as n;
    """

  /// Blocks that do not tell what their rows hold, and rows whose block is not told.
  private static let wrongBlocks = """
    select count(*)
    from (
      select
        city_id, version, category_id, block, count(*) as items, bit_or(add_ons) as add_ons,
        min(capacity) as least_capacity, max(capacity) as greatest_capacity,
        min(price_minor) as least_price_minor, max(price_minor) as greatest_price_minor,
        min(x) as least_x, max(x) as greatest_x, min(y) as least_y, max(y) as greatest_y,
        min(z) as least_z, max(z) as greatest_z
      from almanac.result where block > 0 group by 1, 2, 3, 4
    ) as r
    natural full join (select b.*, true as is_told from almanac.result_block as b) as b
    where is_told is null or items not between 1 and 64
      or not exists (
        select from almanac.result as r
        where (r.city_id, r.version, r.category_id, r.block)
          = (b.city_id, b.version, b.category_id, b.block)
      )
    """

  /// The most pages of the table that the rows of a block are on.
  private static let mostPages = """
    select max(pages)
    from (
      select count(distinct (ctid::text::point)[0]) as pages
      from almanac.result where block > 0 group by city_id, version, category_id, block
    ) as b
    """

  @Test func `the rows of a large cell are in blocks, which come and go with them`() async throws {
    try await WorkerMarket.with { market in
      try await market.change(Self.manySpaces)
      let job = WorkerMarket.job(horizon: 2)
      _ = try await market.run(job).perform()
      #expect(try await market.number(Self.wrongBlocks) == 0)
      let unblocked = "select count(*) from almanac.result where block = 0"
      #expect(try await market.number("\(unblocked) and city_id = 1") == 0)
      #expect(try await market.number("\(unblocked) and city_id = 2") == 2)
      let wrong = "select count(*) from almanac.cell where has_blocks <> (city_id = 1)"
      #expect(try await market.number(wrong) == 0)
      // Two categories of 5,050: nine strips of up to nine blocks. A whole city is 0.1 degrees wide.
      let blocks = try await market.number("select count(*) from almanac.result_block")
      #expect((316...330).contains(blocks), "\(blocks)")
      let narrow = try await market.number(
        """
        select count(*) from almanac.result_block
        where greatest_z - least_z <= 1073741824 * radians(0.03) * cos(radians(38.7))
        """)
      #expect(narrow * 10 >= blocks * 9, "\(narrow) of \(blocks)")
      #expect(try await market.number(Self.mostPages) <= 3)
      try await market.change("update source.space set base_price_minor = 5 where space_id = 10001")
      _ = try await market.run(job).perform()
      #expect(try await market.number(Self.wrongBlocks) == 0)
      _ = try await market.prune(Retention(checkpoints: 1, seconds: 0, graceSeconds: 0))
      #expect(try await market.number(Self.wrongBlocks) == 0)
      #expect(
        try await market.number("select count(*) from almanac.result_block where version < 3") == 0)
    }
  }
}
