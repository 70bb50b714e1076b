import Dates
import Postgres
import Store

extension Workbench {
  /// Calls `body` with a connection as the read API has it.
  func reading<T: Sendable>(
    _ url: String, _ body: @Sendable (Connection) async throws -> T
  ) async throws -> T {
    var settings = ConnectionSettings.reading(url: url)
    settings.statementTimeout = .seconds(60)
    settings.deadline = .seconds(70)
    let connection = try await Connection.open(settings)
    do {
      let value = try await body(connection)
      await connection.close()
      return value
    } catch {
      await connection.close()
      throw error
    }
  }

  /// A city that is live and the first of its dates with spaces.
  func someCell(at url: String) async throws -> (BenchCity, LocalDate) {
    try await cells(at: url, count: 1)[0]
  }

  /// Cities that are live, one date of each: the first with spaces, then the second, and so on.
  func cells(at url: String, count: Int) async throws -> [(BenchCity, LocalDate)] {
    try await withConnection(to: url) { connection in
      try await connection.query(
        Statement(
          "cells",
          """
          select * from (
            select distinct on (c.city_id) c.city_id, c.slug, c.latitude, c.longitude, l.date
            from almanac.cell_live as l
            inner join almanac.cell as e using (city_id, version)
            inner join almanac.city as c using (city_id)
            where l.to_generation is null and e.row_count > 0
            order by c.city_id, (l.date - current_date - c.city_id) < 0, l.date
          ) as t order by city_id limit $1::int8
          """), [.int8(Int64(count))]
      ).map { row in
        let city = BenchCity(
          slug: try row.get("slug"), latitude: try row.get("latitude"),
          longitude: try row.get("longitude"))
        return (city, try row.get("date"))
      }
    }
  }

  /// The URL of another database of the same server.
  func url(ofDatabase name: String) -> String {
    url.replacing("postgresql:///almanac?", with: "postgresql:///\(name)?")
  }
}
