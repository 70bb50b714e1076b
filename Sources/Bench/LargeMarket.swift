import Postgres

/// A database beside the market's with one city of 50,000 spaces, made on first use.
struct LargeMarket {
  let bench: Workbench

  /// The database's URL.
  func url() async throws -> String {
    let name = "large_cells"
    let url = bench.url(ofDatabase: name)
    let exists = try await bench.number(
      "select count(*) from pg_database where datname = '\(name)'")
    guard exists == 0 else { return url }
    bench.note("a city of \(PagesComparison.largeSpaces) spaces")
    try await bench.sql("create database \(name)")
    try bench.almanac("migrate", url: url)
    try bench.almanac(
      "demo", "--cities", "1", "--spaces", "\(PagesComparison.largeSpaces)", "--days", "2",
      url: url)
    try bench.almanac("rebuild", job: "short", url: url)
    try await bench.withConnection(to: url) { connection in
      _ = try await connection.execute(Statement("vacuum", "vacuum analyze"))
    }
    return url
  }
}
