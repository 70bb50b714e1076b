import Foundation

/// The server programs at work on one cluster; every call blocks, and needs the cluster's lock.
struct Server {
  let programs: ServerPrograms
  let account: Account
  let paths: ClusterPaths
  let settings: ServerSettings

  /// The server's first process if it runs.
  var processID: Int32? { ProcessFile(paths)?.livingProcess }

  /// Makes the cluster and its database unless that is done; an interrupted attempt is repeated.
  func initializeIfNeeded(database: String) throws {
    guard !exists("\(paths.data)/PG_VERSION") else { return }
    try run("/bin/rm", ["-rf", paths.partialData, paths.data])
    do {
      try initialize(locale: "C.UTF-8")
    } catch {
      try run("/bin/rm", ["-rf", paths.partialData])
      try initialize(locale: "C")
    }
    try append("include = 'almanac.conf'\n", to: "\(paths.partialData)/postgresql.conf")
    try append("", to: "\(paths.partialData)/almanac.conf")
    let name = database.replacing("\"", with: "\"\"")
    try account.command(
      programs.path("postgres"), ["--single", "-D", paths.partialData, "template1"]
    ).check(input: "create database \"\(name)\"\n")
    try run("/bin/mv", [paths.partialData, paths.data])
  }

  private func initialize(locale: String) throws {
    let arguments = [
      "-D", paths.partialData, "-U", "postgres", "-E", "UTF8", "--locale=\(locale)",
      "--auth-local=trust", "--auth-host=reject", "--data-checksums", "--no-instructions",
    ]
    let speed = settings.values["fsync"] == "off" ? ["--no-sync"] : []
    try account.command(programs.path("initdb"), arguments + speed).check()
  }

  /// Starts the server and waits until it accepts connections, after a crash until it has
  /// recovered.
  func start() throws {
    if let file = ProcessFile(paths), file.livingProcess == nil {
      try run("/bin/rm", ["-f", paths.processFile])
    }
    try write(settings.file(socketFolder: paths.socketFolder), to: "\(paths.data)/almanac.conf")
    do {
      try launch()
    } catch {
      // The sessions of a killed server may still hold its shared memory.
      guard try endOrphans() else { throw error }
      try launch()
    }
  }

  private func launch() throws {
    let outcome = try account.command(
      programs.path("pg_ctl"),
      ["start", "-D", paths.data, "-l", paths.log, "-w", "-t", "600", "-s"]
    ).run()
    guard outcome.status != 0 else { return }
    throw EmbeddedPostgresError.failed(
      program: "pg_ctl start", status: outcome.status,
      output: "\(outcome.output)\(logEnd)".trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Stops the server after ending its sessions, and waits.
  func stop() throws {
    try account.command(
      programs.path("pg_ctl"), ["stop", "-D", paths.data, "-m", "fast", "-w", "-t", "120", "-s"]
    ).check()
  }

  /// Kills processes that work in the data folder without a server; false when there are none.
  private func endOrphans() throws -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let data = URL(filePath: paths.data).resolvingSymlinksInPath().path
    let orphans = names.compactMap { Int32($0) }.filter { process in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")) == data
    }
    guard !orphans.isEmpty else { return false }
    for process in orphans { kill(process, SIGKILL) }
    return true
  }

  /// The last lines of the log.
  private var logEnd: String {
    let text = (try? account.command("/usr/bin/tail", ["-n", "8", paths.log]).run().output) ?? ""
    return "\n\(text)"
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private func run(_ program: String, _ arguments: [String]) throws {
    try account.command(program, arguments).check()
  }

  /// Writes a file as the server's account.
  private func write(_ text: String, to path: String) throws {
    try account.command("/bin/sh", ["-c", "cat > \"$1\"", "sh", path]).check(input: text)
  }

  private func append(_ text: String, to path: String) throws {
    try account.command("/bin/sh", ["-c", "cat >> \"$1\"", "sh", path]).check(input: text)
  }
}
