import Foundation
import Market
import Postgres
import TestSupport
import Testing

@Suite struct HotelExampleTests {
  /// The database of the example: somebody's own tables, and the seven views over them.
  private static let hotel = DatabaseTemplate("market_hotel") { url in
    let connection = try await Connection.open(.worker(url: url))
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for name in ["hotel_schema", "hotel_source_views"] {
      let file = root.appending(path: "SQL/examples/\(name).sql")
      try await connection.run(script: try String(contentsOf: file, encoding: .utf8), name: name)
    }
    await connection.close()
  }

  @Test func `the views over a foreign schema meet the contract`() async throws {
    let report = try await TestCluster.shared().withConnection(HotelExampleTests.hotel) {
      try await SourceCheck.run(on: $0)
    }
    #expect(report.isMet)
    #expect(
      report.findings.map(\.description) == [
        "source.price_override: overlap (1): city 1, space 101, 2026-07-03: "
          + "another runs until 2026-09-01"
      ])
    #expect(report.rows[.space] == 5)
  }

  @Test func `cancelled stays are free, last days are included, prices are minor units`()
    async throws
  {
    try await TestCluster.shared().withConnection(HotelExampleTests.hotel) { connection in
      try await connection.expect(
        "select space_id, starts_on, ends_on, units from source.booking order by booking_id",
        [
          "101|2026-07-10|2026-07-13|3",
          "201|2026-08-01|9999-12-31|1",
          "101|2026-07-01|2026-07-04|2",
          "101|2026-07-03|2026-07-05|1",
          "102|2026-07-04|2026-07-05|1",
          "201|2026-07-01|2026-07-03|4",
        ])
      try await connection.expect(
        "select space_id, units, base_price_minor, rating, active from source.space order by 1",
        [
          "101|3|12050|4.50|true", "102|1|-|3.50|true", "103|1|4000|-|false",
          "110|2|9500|-|true", "201|4|18000|5.00|true",
        ])
      try await connection.expect(
        "select ends_on, price_minor from source.price_override order by space_id, starts_on",
        ["2026-09-01|16000", "2026-07-05|18575", "2026-08-01|31000"])
    }
  }
}
