import Dates
import Market
import Postgres
import Store
import TestSupport

extension DatabaseTemplate {
  /// A migrated database with a synthetic market of four cities.
  static let cli = DatabaseTemplate("cli") { url in
    let connection = try await Connection.open(.worker(url: url))
    try await Migrator.ours.migrate(connection)
    let settings = DemoSettings(cities: 4, spaces: 600, days: 30, seed: 7, today: CLIMarket.today)
    _ = try await DemoMarket.fill(settings, on: connection)
    await connection.close()
  }
}

/// One test's database, and the program on it.
struct CLIMarket: Sendable {
  let program: Program
  let connection: Connection
  static let today = LocalDate(dayNumber: 20_787)

  /// Calls `body` with a database of its own.
  static func with<T: Sendable>(
    _ body: @Sendable (CLIMarket) async throws -> T
  ) async throws -> T {
    try await TestCluster.shared().withDatabase(.cli) { url in
      let connection = try await Connection.open(.worker(url: url))
      do {
        let value = try await body(
          CLIMarket(program: Program(database: url), connection: connection))
        await connection.close()
        return value
      } catch {
        await connection.close()
        throw error
      }
    }
  }

  /// One number.
  func number(_ sql: String) async throws -> Int {
    try await connection.query(Statement("number", "select (\(sql))::bigint as n"))[0].get("n")
  }

  /// The live cells whose rows are not all there, or belong to no cell.
  func tornCells() async throws -> Int {
    try await number(
      """
      select count(*) from almanac.cell_live as l
      left join almanac.cell as c on c.city_id = l.city_id and c.version = l.version
      where l.to_generation is null and c.row_count is distinct from (
        select count(*) from almanac.result as r
        where r.city_id = l.city_id and r.version = l.version)
      """)
  }

  /// Result rows and cells that no pointer names.
  func remains() async throws -> Int {
    try await number(
      """
      select (
        select count(*) from almanac.result as r where not exists (
          select 1 from almanac.cell_live as l
          where l.city_id = r.city_id and l.version = r.version)
      ) + (
        select count(*) from almanac.cell as c where not exists (
          select 1 from almanac.cell_live as l
          where l.city_id = c.city_id and l.version = c.version)
      )
      """)
  }
}
