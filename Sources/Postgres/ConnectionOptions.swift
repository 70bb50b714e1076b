import CLibPQ
import Foundation

/// The keywords and values that `PQconnectdbParams` takes for some settings.
struct ConnectionOptions: Sendable {
  /// In order: a later keyword overrides an earlier one, and what the URL itself says.
  private(set) var pairs: [(keyword: String, value: String)]
  /// How long to wait for a connection in all: every host gets its own time.
  let limit: Duration

  init(_ settings: ConnectionSettings) throws(PostgresError) {
    let given = try ConnectionOptions.resolve(settings.url)
    pairs = [("dbname", settings.url), ("client_encoding", "UTF8")]
    for (keyword, value) in settings.keywords where given[keyword] == nil {
      pairs.append((keyword, value))
    }
    let options = settings.serverSettings.map { "-c \($0)=\($1)" } + [given["options"] ?? ""]
    pairs.append(("options", options.joined(separator: " ")))
    let hosts = (given["hostaddr"] ?? given["host"] ?? "").split(separator: ",").count
    let seconds = given["connect_timeout"].flatMap { Int64($0) }
    let each = max(2, seconds ?? settings.connectTimeout.wholeSeconds)
    limit = seconds == 0 ? settings.deadline : .seconds(each * Int64(max(1, hosts)) + 1)
  }

  /// Connects, and blocks until that is done or has failed.
  func connect() -> OpaquePointer? {
    ConnectionOptions.withPointers(pairs) { PQconnectdbParams($0, $1, 1) }
  }

  /// The options that the URL, its service, the environment and libpq's defaults give.
  static func resolve(_ url: String) throws(PostgresError) -> [String: String] {
    try check(url)
    // Makes libpq read everything and stop before it connects; there is no direct call for that.
    let stop = [("dbname", url), ("target_session_attrs", "none, options are only read")]
    let handle = withPointers(stop) { PQconnectStartParams($0, $1, 1) }
    defer { PQfinish(handle) }
    guard let options = PQconninfo(handle) else { return [:] }
    defer { PQconninfoFree(options) }
    var values: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        values[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
    return values
  }

  private static func check(_ url: String) throws(PostgresError) {
    let isURL = url.hasPrefix("postgresql://") || url.hasPrefix("postgres://")
    guard isURL || url.contains("=") else { return }
    var message: UnsafeMutablePointer<CChar>?
    let options = PQconninfoParse(url, &message)
    defer {
      PQconninfoFree(options)
      PQfreemem(message)
    }
    guard options == nil else { return }
    throw PostgresError(
      .connectionFailed, statement: "connect",
      message: message.map { trimmed($0) } ?? "the connection string cannot be read")
  }

  private static func withPointers<R>(
    _ pairs: [(String, String)],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> R
  ) -> R {
    let keywords = pairs.map { strdup($0.0) }
    let values = pairs.map { strdup($0.1) }
    defer { (keywords + values).forEach { free($0) } }
    let end: [UnsafePointer<CChar>?] = [nil]
    return body(keywords.map { UnsafePointer($0) } + end, values.map { UnsafePointer($0) } + end)
  }
}

extension ConnectionSettings {
  /// libpq's keywords for what the URL leaves open.
  fileprivate var keywords: [(String, String)] {
    var keywords = [
      ("application_name", ConnectionSettings.shortened(applicationName)),
      ("connect_timeout", "\(max(2, connectTimeout.wholeSeconds))"),
    ]
    if let keepalives {
      keywords += [
        ("keepalives_idle", "\(keepalives.idle.wholeSeconds)"),
        ("keepalives_interval", "\(keepalives.interval.wholeSeconds)"),
        ("keepalives_count", "\(keepalives.count)"),
      ]
    }
    if let tcpUserTimeout {
      keywords.append(("tcp_user_timeout", "\(tcpUserTimeout.milliseconds)"))
    }
    return keywords
  }

  /// As much of a name as one of PostgreSQL may have bytes: of a longer one the server complains.
  private static func shortened(_ name: String) -> String {
    var name = name
    while name.utf8.count > 63 { name.removeLast() }
    return name
  }

  /// The server's settings for the session, in milliseconds where they are times.
  package var serverSettings: [(String, String)] {
    let times: [(String, Duration?)] = [
      ("statement_timeout", statementTimeout), ("lock_timeout", lockTimeout),
      ("idle_in_transaction_session_timeout", idleInTransactionTimeout),
      ("client_connection_check_interval", connectionCheckInterval),
    ]
    let set = times.compactMap { name, time in time.map { (name, "\($0.milliseconds)") } }
    let further = sessionSettings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return (isReadOnly ? set + [("default_transaction_read_only", "on")] : set) + further
  }
}
