import EmbeddedPostgres
import Foundation
import Postgres

/// The cluster, the market and the programs that every comparison works with.
public struct Workbench: Sendable {
  /// The program under measurement.
  let program: String
  /// The folder of job files, with one job for each state that the market alternates between.
  let folder: String
  /// The database of the market.
  let url: String
  /// The folder of the server's socket.
  let socketFolder: String
  /// The server's first process.
  let serverProcess: Int32
  let size: BenchSize
  let rounds: Int
  /// Folders in which programs are looked for before `PATH`.
  let toolFolders: [String]
  /// The folder of the files that other tools need: an application, a project, a script.
  let scripts: String
  /// Hears what is being done.
  let note: @Sendable (String) -> Void

  /// What `body` takes: of this process, the programs that it runs to their end, and the server.
  func cost(_ body: () async throws -> Void) async throws -> Cost {
    let processor = ProcessorClock.ours() + ProcessorClock.tree(of: serverProcess)
    let start = ContinuousClock.now
    try await body()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // An ended backend is counted once the server has noticed its end.
    try await Task.sleep(for: .milliseconds(150))
    let after = ProcessorClock.ours() + ProcessorClock.tree(of: serverProcess)
    return Cost(seconds: seconds, processor: after - processor)
  }

  /// Runs the program under measurement; answers its JSON.
  @discardableResult
  func almanac(_ arguments: String..., job: String = "even", url: String? = nil) throws -> String {
    try ChildProgram(
      program,
      arguments + [
        "--database", url ?? self.url, "--job", "\(folder)/\(job).yml", "--quiet", "--format",
        "json",
      ]
    ).run()
  }

  /// Runs statements in the market's database: in one transaction, or `apart`, where each is its
  /// own, as databases are made.
  func sql(_ script: String, apart: Bool = false) async throws {
    let parts = apart ? script.split(separator: ";").map(String.init) : [script]
    try await withConnection { connection in
      for part in parts { try await connection.run(script: part, name: "bench") }
    }
  }

  /// The first column of the only row.
  func number(_ sql: String) async throws -> Double {
    try await withConnection { connection in
      try await connection.query(Statement("bench", "select (\(sql))::float8 as n"))[0].get("n")
    }
  }

  /// Calls `body` with a patient connection as the server's owner.
  func withConnection<T: Sendable>(
    to url: String? = nil, _ body: @Sendable (Connection) async throws -> T
  ) async throws -> T {
    var settings = ConnectionSettings.worker(
      url: url ?? self.url, applicationName: "almanac bench")
    settings.statementTimeout = .seconds(1800)
    settings.deadline = .seconds(1810)
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
}

/// The integer that a JSON text has under a name; nan without it.
func integer(_ name: String, in json: String) -> Double {
  guard let pattern = try? Regex("\"\(name)\":(-?[0-9]+)"),
    let match = json.firstMatch(of: pattern), let text = match.output[1].substring
  else { return .nan }
  return Double(text) ?? .nan
}
