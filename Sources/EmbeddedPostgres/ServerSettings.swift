/// Settings of `postgresql.conf`, by name.
public struct ServerSettings: Sendable, Hashable {
  /// Values as they are written between quotes in the file.
  public var values: [String: String]

  /// Settings with these values.
  public init(_ values: [String: String]) { self.values = values }

  /// For a laptop: durable, and modest with memory.
  public static let laptop = ServerSettings([
    "shared_buffers": "256MB", "max_connections": "100", "max_wal_size": "2GB",
    "min_wal_size": "256MB", "wal_compression": "on", "synchronous_commit": "on", "fsync": "on",
    "checkpoint_completion_target": "0.9", "effective_cache_size": "1GB", "work_mem": "16MB",
    "maintenance_work_mem": "128MB", "random_page_cost": "1.1", "effective_io_concurrency": "16",
    "autovacuum_vacuum_insert_scale_factor": "0.05", "jit": "off",
  ])

  /// For tests: fast, and worth nothing after a crash of the machine.
  public static let disposable = ServerSettings([
    "shared_buffers": "64MB", "max_connections": "1000", "max_wal_size": "512MB", "fsync": "off",
    "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off", "jit": "off",
  ])

  /// The file's text. The server listens on a socket in `socketFolder` and nowhere else.
  func file(socketFolder: String) -> String {
    let fixed = [
      "listen_addresses": "", "unix_socket_directories": socketFolder, "port": "5432",
      "unix_socket_permissions": "0700", "timezone": "UTC", "log_timezone": "UTC",
      "lc_messages": "C", "log_line_prefix": "%m [%p] %a ", "logging_collector": "off",
      "log_destination": "stderr", "password_encryption": "scram-sha-256",
    ]
    return values.merging(fixed) { $1 }.sorted { $0.key < $1.key }
      .map { "\($0.key) = '\($0.value.replacing("'", with: "''"))'\n" }.joined()
  }
}
