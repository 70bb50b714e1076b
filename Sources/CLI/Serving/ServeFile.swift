import Calendars
import Foundation
import Postgres
import ReadAPI
import Store

/// `Jobs/serve.yml`: what the operator decides of the read API.
struct ServeFile: Sendable {
  var schema: Placed<Int>?
  var host: Placed<String>?
  var port: Placed<Int>?
  var databaseConnections: Placed<Int>?
  var acquireTimeout: Placed<Int>?
  var statementTimeout: Placed<Int>?
  var cursorKey: Placed<Secret>?
  var maxAge: Placed<Int>?
  var staleWhileRevalidate: Placed<Int>?
  var retryAfter: Placed<Int>?
  var cacheMegabytes: Placed<Int>?
  var poll: Placed<Int>?
  var trust: Placed<Int>?
  var clientConnections: Placed<Int>?
  var idleTimeout: Placed<Int>?
  var headerLimit: Placed<Int>?
  var readyMaxAge: Placed<Int>?
  var corsOrigins: Placed<[Placed<String>]>?
  var rateLimit: Placed<RateLimitFile>?
  var auth: Placed<AuthDeclaration>?

  /// Its declaration, from which it is read and checked.
  static let mapping = Mapping<ServeFile>(
    "serve", "The settings of the read API.", empty: ServeFile(),
    keys: [
      .required("schema", \.schema, .integer(1...1), "The form of the file: 1."),
      .optional(
        "host", \.host, .scalar("a host name or address") { text throws(Malformed) in text },
        "Where the API listens; 127.0.0.1 keeps it behind a proxy of the same machine."),
      .optional("port", \.port, .integer(0...65535), "The TCP port; 0 takes a free one."),
      .optional(
        "database_connections", \.databaseConnections, .integer(1...256),
        "Connections to the database at most."),
      .optional(
        "acquire_timeout_ms", \.acquireTimeout, .integer(1...60000),
        "How long a request waits for one of them before it is told to come back."),
      .optional(
        "statement_timeout_ms", \.statementTimeout, .integer(10...60000),
        "When the server gives up on a statement; the client waits 200 ms longer for the answer."),
      .optional(
        "cursor_key", \.cursorKey, .secret,
        "What cursors are authenticated by, at least 16 characters, equal in all processes."),
      .optional(
        "max_age_s", \.maxAge, .integer(0...86400),
        "How long caches may serve an answer without asking."),
      .optional(
        "stale_while_revalidate_s", \.staleWhileRevalidate, .integer(0...86400),
        "How long beyond that while they ask."),
      .optional(
        "retry_after_s", \.retryAfter, .integer(1...3600),
        "What a client is told to wait when no connection comes free."),
      .optional(
        "cache_mb", \.cacheMegabytes, .integer(0...65536),
        "The megabytes of answers that are kept in memory; 0 keeps none."),
      .optional(
        "poll_s", \.poll, .integer(1...300),
        "How often the database is asked for publications, heard of or not."),
      .optional(
        "trust_s", \.trust, .integer(1...3600),
        "How long answers are kept when the database can be neither heard nor asked."),
      .optional(
        "client_connections", \.clientConnections, .integer(1...65536),
        "Client connections at most."),
      .optional(
        "idle_timeout_s", \.idleTimeout, .integer(1...3600),
        "When a silent client connection is closed."),
      .optional(
        "header_limit_bytes", \.headerLimit, .integer(1024...81920),
        "The bytes of a request's header fields at most."),
      .optional(
        "ready_max_age_s", \.readyMaxAge, .integer(1...31_536_000),
        "The age of the freshest cell of today beyond which /readyz fails; any without it."),
      .optional(
        "cors_origins", \.corsOrigins, .oneOrList(of: .origin),
        "The origins whose pages may read answers; * for all, none without it."),
      .optional(
        "rate_limit", \.rateLimit, .mapping(RateLimitFile.mapping),
        "How often one client may ask; any number of times without it."),
      .optional(
        "auth", \.auth, .mapping(AuthDeclaration.mapping),
        "By what the bearer tokens of protected endpoints are verified."),
    ])

  /// The JSON Schema of such files, for editors.
  static let jsonSchema = mapping.jsonSchema(
    id: "serve.schema.json", title: "Almanac read API settings")

  /// The settings of the API's answers.
  var api: APISettings {
    var settings = APISettings()
    settings.maxAgeSeconds = maxAge?.value ?? settings.maxAgeSeconds
    settings.staleWhileRevalidateSeconds =
      staleWhileRevalidate?.value ?? settings.staleWhileRevalidateSeconds
    settings.retryAfterSeconds = retryAfter?.value ?? settings.retryAfterSeconds
    settings.cacheBytes = cacheMegabytes.map { $0.value << 20 } ?? settings.cacheBytes
    settings.pollSeconds = poll.map { Int64($0.value) } ?? settings.pollSeconds
    settings.trustSeconds = trust.map { Int64($0.value) } ?? settings.trustSeconds
    settings.readyMaxAgeSeconds = readyMaxAge?.value
    settings.origins = corsOrigins?.value.map(\.value) ?? []
    settings.rateLimit = rateLimit?.value.limit
    settings.clientHeader = rateLimit?.value.clientHeader?.value
    return settings
  }

  /// How the API connects to the database at `url`.
  func connection(_ url: String) -> ConnectionSettings {
    var settings = ConnectionSettings.reading(url: url)
    if let milliseconds = statementTimeout?.value {
      settings.statementTimeout = .milliseconds(milliseconds)
      settings.deadline = .milliseconds(milliseconds + 200)
    }
    return settings
  }

  /// What one client may take of the server.
  var limits: ServerLimits {
    var limits = ServerLimits()
    limits.connections = clientConnections?.value ?? limits.connections
    limits.idleSeconds = idleTimeout.map { Int64($0.value) } ?? limits.idleSeconds
    limits.headerBytes = headerLimit?.value ?? limits.headerBytes
    return limits
  }
}

extension ServeFile {
  /// Where the file is looked for when none is named.
  static let defaultPath = "Jobs/serve.yml"

  /// The file at `path`; the defaults when there is none and none is needed.
  static func load(_ path: String, isNeeded: Bool = true) throws -> ServeFile {
    guard FileManager.default.fileExists(atPath: path) else {
      guard !isNeeded else {
        throw ReportedFailure(.configuration, "there is no settings file '\(path)'")
      }
      return ServeFile()
    }
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let source = try SourceText(path: path, bytes: bytes)
    let outcome = source.read(
      as: mapping.shape, environment: ProcessInfo.processInfo.environment)
    guard let file = outcome.value, outcome.diagnostics.isEmpty else {
      let text = outcome.diagnostics.rendered(sources: [path: source])
      throw ReportedFailure(.configuration, String(text.dropLast()))
    }
    return file
  }
}
