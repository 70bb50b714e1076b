import Foundation

/// A private PostgreSQL cluster in a folder: made on first use, reached by a socket only.
///
/// The server runs under the caller's account, or, when the caller is root, under `postgres` or
/// `nobody`. If that account cannot enter the folder, as under a home of mode 0700, the data lie
/// in `/var/lib/almanac` or `/tmp` instead, and `location` in the folder says where.
public struct EmbeddedCluster: Sendable {
  /// The folder given by the caller, as an absolute path.
  public let folder: String
  /// The database that the first start makes.
  public let database: String
  private let settings: ServerSettings

  /// A cluster in `folder`, which need not exist.
  public init(folder: String, database: String = "almanac", settings: ServerSettings = .laptop) {
    self.folder = URL(filePath: folder).standardizedFileURL.path
    self.database = database
    self.settings = settings
  }

  /// A cluster that runs.
  public struct Running: Sendable, Hashable {
    /// The URL of the database, with no password: the socket's folder is the guard.
    public let url: String
    /// The server's first process.
    public let processID: Int32
    /// Where the data, the log and the socket lie.
    public let home: String
    /// The folder of the socket.
    public let socketFolder: String
    /// The server's log.
    public let log: String
    /// Whether this call started it.
    public let isNew: Bool
    /// The folder holding the data when that is not the one asked for, with the reason.
    public let note: String?
  }

  /// What a cluster is doing.
  public enum Status: Sendable, Hashable {
    case absent
    case stopped
    case running(url: String, processID: Int32)
  }

  /// Starts the server unless it runs, and makes the cluster first if there is none.
  ///
  /// Several callers may do this at once. A stale process file and the remains of a crash are
  /// cleared away; returns when the server accepts connections.
  public func up() async throws -> Running {
    try await offThePool { try start() }
  }

  /// Stops the server, ending its sessions; returns whether it ran.
  @discardableResult
  public func down() async throws -> Bool {
    try await offThePool { try stop() }
  }

  /// What the cluster is doing now.
  public func status() async throws -> Status {
    try await offThePool { try currentStatus() }
  }

  private func start() throws -> Running {
    let account = try Account.forServer()
    try makeFolder()
    return try ClusterLock.hold(lockFile) {
      let (home, note) = try place(account)
      let server = try server(home: home, account: account)
      let isNew = server.processID == nil
      if isNew {
        try account.makePrivateFolder(home)
        try account.makePrivateFolder(server.paths.socketFolder)
        try server.initializeIfNeeded(database: database)
        try server.start()
      }
      guard let process = server.processID else {
        throw EmbeddedPostgresError.file(
          path: server.paths.log, reason: "the server ended at once; its log says why")
      }
      return Running(
        url: server.paths.url(database: database), processID: process, home: home,
        socketFolder: server.paths.socketFolder, log: server.paths.log, isNew: isNew, note: note)
    }
  }

  private func stop() throws -> Bool {
    guard let home = knownHome else { return false }
    return try ClusterLock.hold(lockFile) {
      let server = try server(home: home, account: try Account.forServer())
      guard server.processID != nil else { return false }
      try server.stop()
      return true
    }
  }

  private func server(home: String, account: Account) throws -> Server {
    let paths = ClusterPaths(home: home)
    return Server(
      programs: try programs(for: paths), account: account, paths: paths, settings: settings)
  }

  private func currentStatus() throws -> Status {
    guard let home = knownHome else { return .absent }
    let paths = ClusterPaths(home: home)
    guard FileManager.default.fileExists(atPath: "\(paths.data)/PG_VERSION") else { return .absent }
    guard let process = ProcessFile(paths)?.livingProcess else { return .stopped }
    return .running(url: paths.url(database: database), processID: process)
  }
}

extension EmbeddedCluster {
  private var locationFile: String { "\(folder)/location" }
  private var lockFile: String { "\(folder)/lock" }

  /// Where an earlier start put the cluster.
  private var knownHome: String? {
    guard let text = try? String(contentsOfFile: locationFile, encoding: .utf8) else { return nil }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func makeFolder() throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw EmbeddedPostgresError.file(path: folder, reason: error.localizedDescription)
    }
  }

  /// The folder for the cluster: the known one, or the first that the account can enter.
  private func place(_ account: Account) throws -> (home: String, note: String?) {
    let wanted = "\(folder)/postgres"
    let home = try knownHome ?? choose(wanted, account)
    guard home != wanted else { return (home, nil) }
    return (
      home, "the data are in \(home), because the account \(account.name) cannot enter \(folder)"
    )
  }

  private func choose(_ wanted: String, _ account: Account) throws -> String {
    let name = ClusterPaths.digest(folder)
    let home: String
    if account.canEnter(folder) {
      home = wanted
    } else if (try? FileManager.default.createDirectory(
      atPath: "/var/lib/almanac", withIntermediateDirectories: true)) != nil,
      account.canEnter("/var/lib/almanac")
    {
      home = "/var/lib/almanac/\(name)"
    } else {
      home = "/tmp/almanac-data-\(name)"
    }
    try "\(home)\n".write(toFile: locationFile, atomically: true, encoding: .utf8)
    return home
  }

  /// The newest installation, or the one of the version that made the data.
  private func programs(for paths: ClusterPaths) throws -> ServerPrograms {
    let installed = ServerPrograms.installed()
    guard let first = installed.first else {
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      throw EmbeddedPostgresError.noServerPrograms(searched: ServerPrograms.folders(path: path))
    }
    let file = try? String(contentsOfFile: "\(paths.data)/PG_VERSION", encoding: .utf8)
    guard let file else { return first }
    let version = file.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let match = installed.first(where: { $0.version == version }) else {
      throw EmbeddedPostgresError.noMatchingVersion(
        data: version, installed: installed.map(\.version))
    }
    return match
  }
}

/// Runs blocking work on a thread of its own.
private func offThePool<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread { continuation.resume(with: Result { try work() }) }
    thread.start()
  }
}
