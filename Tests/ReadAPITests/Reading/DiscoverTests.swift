import Dates
import Discovery
import Postgres
import Store
import TestSupport
import Testing

/// The statement against the same question asked of values.
@Suite struct DiscoverTests {
  private func withMarket<T: Sendable>(
    isLarge: Bool = false, _ body: (Connection) async throws -> T
  ) async throws -> T {
    try await TestCluster.shared().withDatabase(.market) { url in
      if isLarge { try await DatabaseTemplate.enlargeCells(url) }
      let connection = try await Connection.open(.patientReading(url: url))
      let result = try await body(connection)
      await connection.close()
      return result
    }
  }

  private static let date = LocalDate(dayNumber: 20_808)

  @Test(arguments: [false, true], [false, true])
  func `every page of a query holds what the query means`(
    isLarge: Bool, hasBlocks: Bool
  ) async throws {
    try await withMarket(isLarge: isLarge) { connection in
      var numbers = RandomNumbers(seed: 11)
      for sort in Sort.allCases + Sort.allCases + Sort.allCases {
        let query = numbers.query(sort: sort)
        let city = try #require(query.city.last?.wholeNumberValue)
        let candidates = try await connection.candidates(city: Int32(city), date: query.date)
        let expected = query.ordered(candidates)
        let (places, total) = try await walk(query, hasBlocks: hasBlocks, connection)
        #expect(places == expected.map { sort.place(of: $0, near: query.near) }, "\(query)")
        let claimed = isLarge && !query.isFiltered ? DatabaseTemplate.largeCellRows : 0
        #expect(total == expected.count + claimed, "\(query)")
      }
    }
  }

  /// The places of every item, page after page, and the total that the first page told.
  private func walk(
    _ query: DiscoveryQuery, hasBlocks: Bool, _ connection: Connection
  ) async throws -> ([SortPlace], Int) {
    var places: [SortPlace] = []
    var cursor: Cursor?
    var total: Int32?
    repeat {
      let page = try #require(
        try await connection.discover(query, after: cursor, hasBlocks: hasBlocks))
      let cell = try #require(page.cell)
      if cursor == nil { total = cell.total }
      let rows = page.rows.prefix(query.limit)
      places += rows.map(\.place)
      cursor =
        page.rows.count > query.limit
        ? rows.last.map {
          Cursor(
            generation: cell.generation, place: $0.place, total: total ?? 0, totalIsExact: true)
        } : nil
    } while cursor != nil
    return (places, Int(total ?? -1))
  }

  @Test func `an unknown city, a date without a cell and a closed day are told apart`() async throws
  {
    try await withMarket { connection in
      let unknown = DiscoveryQuery(city: "nowhere", date: Self.date)
      #expect(try await connection.discover(unknown, after: nil) == nil)
      let unbuilt = DiscoveryQuery(city: "city-1", date: Self.date.adding(days: 100))
      #expect(try await connection.discover(unbuilt, after: nil)?.cell == nil)
      let closed = DiscoveryQuery(city: "city-1", date: Self.date.adding(days: 4))
      let page = try #require(try await connection.discover(closed, after: nil))
      #expect(page.rows.isEmpty)
      #expect(page.cell?.isOpen == false)
      #expect(page.cell?.rowCount == 0)
      let holiday = page.cell?.holiday.map { String(decoding: $0, as: UTF8.self) }
      #expect(
        holiday == """
          {"holiday_id" : "christmas-day", "name" : "Natal", "category" : "public", \
          "observed" : false}
          """)
    }
  }

  @Test func `a page shows the add-ons of the day and the distance from the place`() async throws {
    try await withMarket { connection in
      var query = DiscoveryQuery(city: "city-2", date: Self.date)
      query.near = ScaledPosition(latitude: 38.73, longitude: -9.07)
      query.limit = 100
      let candidates = try await connection.candidates(city: 2, date: Self.date)
      let page = try #require(try await connection.discover(query, after: nil))
      let expected = query.ordered(candidates).prefix(101)
      #expect(page.rows.count == 101)
      for (row, candidate) in zip(page.rows, expected) {
        let names = candidate.addOns.sorted().map { "\"\($0)\"" }.joined(separator: ",")
        let shown = String(decoding: row.item.addOns, as: UTF8.self)
        #expect(shown.replacing(" ", with: "") == "[\(names)]")
        let near = try #require(query.near)
        let chord = candidate.position.squaredChord(to: near)
        #expect(row.item.distanceMetres == ScaledPosition.metres(squaredChord: chord))
        #expect(row.item.priceMinor == candidate.priceMinor)
        #expect(row.item.units == candidate.units)
        #expect(row.item.capacity == candidate.capacity)
      }
    }
  }

  @Test func `a cursor reads its own version after a publication, until that is gone`() async throws
  {
    try await TestCluster.shared().withDatabase(.market) { url in
      let writer = try await Connection.open(.worker(url: url, applicationName: "test"))
      let reader = try await Connection.open(.patientReading(url: url))
      var query = DiscoveryQuery(city: "city-1", date: Self.date)
      query.limit = 10
      let first = try #require(try await reader.discover(query, after: nil))
      let place = first.rows[9].place
      let cursor = Cursor(generation: 1, place: place, total: 2000, totalIsExact: true)
      let before = try #require(try await reader.discover(query, after: cursor))
      try await writer.run(script: publication, name: "publication")
      #expect(try await reader.discover(query, after: nil)?.cell?.version == 2)
      #expect(try await reader.discover(query, after: nil)?.cell?.generation == 9)
      let after = try #require(try await reader.discover(query, after: cursor))
      #expect(after.cell?.version == 1)
      #expect(after.rows.map(\.place) == before.rows.map(\.place))
      for (moment, version) in Self.moments {
        let page = try await reader.discover(query, after: nil, at: moment)
        #expect(page?.cell?.version == version, "\(moment)")
      }
      try await writer.run(
        script: "delete from almanac.cell_live where to_generation = 9", name: "prune")
      let gone = try #require(try await reader.discover(query, after: cursor))
      #expect(gone.cell == nil)
      await writer.close()
      await reader.close()
    }
  }

  private static let moments: [(ReadMoment, Int32?)] = [
    (.generation(8), 1), (.generation(9), 2), (.newest, 2), (.generation(0), nil),
    (.instant(instant("2026-12-01T02:59:59Z")), nil),
    (.instant(instant("2026-12-01T03:00:00Z")), 1),
    (.instant(instant("2026-12-01T03:59:59Z")), 1), (.instant(instant("2026-12-01T04:00:00Z")), 2),
  ]

  private static func instant(_ text: String) -> Instant {
    Instant(rfc3339: text) ?? Instant(microseconds: 0)
  }

  private let publication = """
    update almanac.cell_live set to_generation = 9 where city_id = 1 and date = '2026-12-21';
    insert into almanac.cell_live values (1, '2026-12-21', 9, null, 2);
    insert into almanac.generation (generation, city_id, kind, cells, published_at)
    values (9, 1, 'rebuild', 1, '2026-12-01T04:00:00Z');
    """

  @Test func `what the reader connects as can write nothing`() async throws {
    try await withMarket { connection in
      #expect(
        try await connection.query(Statement("role", "select current_user::text"))[0].get(0)
          == "almanac_reader")
      try await connection.run(script: "set default_transaction_read_only = off", name: "set")
      _ = await #expect(throws: PostgresError.self) {
        try await connection.execute(Statement("write", "delete from almanac.city"))
      }
    }
  }
}
