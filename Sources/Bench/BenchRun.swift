import Dates
import EmbeddedPostgres
import Foundation
import Postgres
import Store

/// One execution of the bench, on a private cluster that goes when it ends.
public struct BenchRun: Sendable {
  /// How large the market is.
  public var size: BenchSize
  /// Rounds of what is interleaved; nil for what suits the size.
  public var rounds: Int?
  /// The comparisons, in order.
  public var comparisons: [Comparison]
  /// The program under measurement.
  public var program: String
  /// Folders in which other programs are looked for before `PATH`.
  public var toolFolders: [String]
  /// Hears what is being done.
  public var note: @Sendable (String) -> Void

  /// A run; see the properties.
  public init(
    size: BenchSize, rounds: Int?, comparisons: [Comparison], program: String,
    toolFolders: [String], note: @escaping @Sendable (String) -> Void
  ) {
    self.size = size
    self.rounds = rounds
    self.comparisons = comparisons
    self.program = program
    self.toolFolders = toolFolders
    self.note = note
  }

  /// The folder of what the bench needs besides the program, seen from the repository's.
  static let scripts = "Jobs/bench"

  /// Measures everything; a comparison that cannot be made is told among what was left out.
  public func perform() async throws -> BenchReport {
    let folder = try makeFolder()
    let cluster = EmbeddedCluster(folder: "\(folder)/cluster", settings: BenchRun.server)
    do {
      let report = try await measure(cluster, folder)
      try await remove(cluster, folder)
      return report
    } catch {
      try? await remove(cluster, folder)
      throw error
    }
  }

  /// A laptop's settings, with room for the log of a whole rebuild and without the vacuuming that
  /// would fall into one side's time and not into the other's.
  private static var server: ServerSettings {
    var settings = ServerSettings.laptop
    settings.values["max_wal_size"] = "8GB"
    settings.values["shared_buffers"] = "1GB"
    settings.values["checkpoint_timeout"] = "1h"
    settings.values["autovacuum"] = "off"
    return settings
  }

  private func measure(_ cluster: EmbeddedCluster, _ folder: String) async throws -> BenchReport {
    note("a private PostgreSQL")
    let running = try await cluster.up()
    let bench = Workbench(
      program: program, folder: folder, url: running.url, socketFolder: running.socketFolder,
      serverProcess: running.processID, size: size, rounds: rounds ?? size.rounds,
      toolFolders: toolFolders, scripts: absolute(BenchRun.scripts), note: note)
    try await BenchMarket(bench: bench).make()
    var report = BenchReport(conditions: try await conditions(bench))
    for comparison in comparisons {
      note(comparison.rawValue)
      do {
        report.add(try await comparison.findings(bench))
      } catch let error as BenchError {
        report.skipped.append("\(comparison.rawValue): \(error)")
      }
    }
    return report
  }

  /// What the figures depend on.
  private func conditions(_ bench: Workbench) async throws -> [BenchReport.Condition] {
    let rows = try await bench.number("select count(*) from almanac.result")
    let version = try await bench.withConnection { connection in
      try await connection.query(Statement("version", "select version() as v"))[0]
        .get("v", as: String.self)
    }
    return [
      .init("date", "\(Instant.now().localDate(in: .gmt))"),
      .init("machine", Machine.description),
      .init("server", version.split(separator: " ").prefix(2).joined(separator: " ")),
      .init(
        "market",
        "\(size.rawValue): \(size.cities) cities x \(size.days) dates x \(size.spaces) spaces, "
          + "\(Int(rows)) result rows"),
      .init("rounds", "\(bench.rounds)"),
    ]
  }

  private func makeFolder() throws -> String {
    let folder = NSTemporaryDirectory() + "almanac-bench-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // The server's account has to enter it.
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    return folder
  }

  private func remove(_ cluster: EmbeddedCluster, _ folder: String) async throws {
    try await cluster.down()
    try FileManager.default.removeItem(atPath: folder)
  }
}

/// A path seen from the present folder, as one that holds from anywhere.
func absolute(_ path: String) -> String {
  URL(filePath: path).standardizedFileURL.path
}
