import Dates
import Discovery
import Postgres
import Store
import TestSupport
import Testing

/// Pages of a cell of 50,000 rows against the same question asked of values.
@Suite struct LargeCellTests {
  private static let date = LocalDate(dayNumber: 20_808)

  @Test func `the first page and one from anywhere hold what the query means`() async throws {
    try await TestCluster.shared().withDatabase(.large) { url in
      let connection = try await Connection.open(.patientReading(url: url))
      let candidates = try await connection.candidates(city: 1, date: Self.date)
      #expect(candidates.count == 50_000)
      var numbers = RandomNumbers(seed: 5)
      for sort in Array(repeating: Sort.allCases, count: 8).flatMap(\.self) {
        var query = numbers.query(sort: sort)
        query.city = "city-1"
        query.date = Self.date
        let expected = query.ordered(candidates).map { sort.place(of: $0, near: query.near) }
        let first = try #require(try await connection.discover(query, after: nil))
        #expect(first.rows.map(\.place) == Array(expected.prefix(query.limit + 1)), "\(query)")
        let plain = try await connection.discover(query, after: nil, hasBlocks: false)
        #expect(plain?.rows.map(\.place) == first.rows.map(\.place), "\(query)")
        #expect(plain?.cell?.total == first.cell?.total, "\(query)")
        guard let cell = first.cell, !expected.isEmpty else { continue }
        let start = Int.random(in: 0..<expected.count, using: &numbers)
        let cursor = Cursor(
          generation: cell.generation, place: expected[start], total: 1, totalIsExact: false)
        let later = try #require(try await connection.discover(query, after: cursor))
        #expect(
          later.rows.map(\.place)
            == Array(expected.dropFirst(start + 1).prefix(query.limit + 1)), "\(query), \(start)")
      }
      await connection.close()
    }
  }
}
