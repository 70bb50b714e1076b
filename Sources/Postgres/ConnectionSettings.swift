/// How to reach a server, and how long to wait for it.
///
/// The conninfo is given to libpq as it is, over the `PG*` environment and service files, so all
/// that libpq's users know works: URLs, keyword strings, TLS modes, several hosts. What it says
/// wins over the other properties here, which fill only what it leaves open; the exception is
/// `deadline`, which libpq does not know.
public struct ConnectionSettings: Sendable, Hashable {
  /// A URL (`postgresql://...`), a keyword string (`host=... dbname=...`) or a database's name;
  /// empty for what the environment says.
  public var url: String
  /// What `pg_stat_activity` shows of the connection.
  public var applicationName: String
  /// How long one host may take to accept the connection, in whole seconds, at least 2.
  public var connectTimeout: Duration
  /// Probes of an idle TCP connection, or nil for the system's.
  public var keepalives: Keepalives?
  /// How long sent data may stay unacknowledged before TCP gives up.
  public var tcpUserTimeout: Duration?
  /// When the server cancels a statement.
  public var statementTimeout: Duration?
  /// When the server stops waiting for a lock.
  public var lockTimeout: Duration?
  /// When the server ends a session that leaves its transaction open.
  public var idleInTransactionTimeout: Duration?
  /// How often the server looks during a statement whether the client is still there.
  public var connectionCheckInterval: Duration?
  /// Whether transactions are read-only unless they say otherwise.
  public var isReadOnly: Bool
  /// How long the client waits for the answer to one call; then it drops the connection.
  public var deadline: Duration
  /// How many prepared statements a connection keeps.
  public var preparedStatements: Int
  /// Further settings of the server for the session, such as `jit` with the value `off`.
  public var sessionSettings: [String: String] = [:]

  /// TCP keepalive probes.
  public struct Keepalives: Sendable, Hashable {
    /// Silence before the first probe.
    public var idle: Duration
    /// Time between probes.
    public var interval: Duration
    /// Unanswered probes that end the connection.
    public var count: Int

    /// Probes after `idle`, then every `interval`, `count` in all.
    public init(idle: Duration, interval: Duration, count: Int) {
      self.idle = idle
      self.interval = interval
      self.count = count
    }
  }
}

extension ConnectionSettings {
  /// Settings for long work that writes: loads, builds, migrations.
  public static func worker(
    url: String = "", applicationName: String = "almanac"
  ) -> ConnectionSettings {
    ConnectionSettings(
      url: url, applicationName: applicationName, connectTimeout: .seconds(5),
      keepalives: Keepalives(idle: .seconds(10), interval: .seconds(5), count: 3),
      tcpUserTimeout: .seconds(20), statementTimeout: .seconds(300), lockTimeout: .seconds(2),
      idleInTransactionTimeout: .seconds(30), connectionCheckInterval: .seconds(2),
      isReadOnly: false, deadline: .seconds(310), preparedStatements: 256)
  }

  /// Settings for the read API: short waits, read-only transactions.
  public static func api(
    url: String = "", applicationName: String = "almanac-api"
  ) -> ConnectionSettings {
    ConnectionSettings(
      url: url, applicationName: applicationName, connectTimeout: .seconds(2),
      keepalives: Keepalives(idle: .seconds(5), interval: .seconds(2), count: 3),
      tcpUserTimeout: .seconds(5), statementTimeout: .milliseconds(300),
      lockTimeout: .milliseconds(100), idleInTransactionTimeout: .seconds(30),
      connectionCheckInterval: .seconds(2), isReadOnly: true, deadline: .milliseconds(500),
      preparedStatements: 256)
  }
}

extension Duration {
  /// Whole milliseconds, rounded up.
  var milliseconds: Int64 {
    components.seconds * 1000
      + (components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  }

  /// Whole seconds, rounded up.
  var wholeSeconds: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
