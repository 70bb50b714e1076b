import ArgumentParser
import Calendars
import Foundation
import Logging
import Postgres
import ReadAPI
import ServiceLifecycle
import Store
import UnixSignals

/// `almanac serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer discovery requests over HTTP.",
    discussion:
      "SIGTERM and SIGINT finish the requests under way and end the process; SIGHUP reads the "
      + "keys of tokens again.")

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp(
      "The settings of the API. Default: Jobs/serve.yml, where there is one.", valueName: "file"))
  var settings: String?

  @Option(
    help: ArgumentHelp("Where to listen, instead of what the settings say.", valueName: "host"))
  var host: String?

  @Option(help: ArgumentHelp("The port, instead of the settings' one; 0 takes a free one."))
  var port: Int?

  func validate() throws {
    guard let port, !(0...65535).contains(port) else { return }
    throw ValidationError("--port \(port) is not a port: 0 to 65535")
  }

  func run() async throws {
    let path = settings ?? ServeFile.defaultPath
    let file = try ServeFile.load(path, isNeeded: settings != nil)
    let url = try await global.databaseURL()
    try await ReadOnlyProof.require(file.connection(url))
    let pool = Pool(
      file.connection(url), limit: file.databaseConnections?.value ?? 5,
      acquireTimeout: .milliseconds(file.acquireTimeout?.value ?? 250))
    let probe = Pool(file.connection(url), limit: 1, acquireTimeout: .seconds(1))
    var logger = Logger(label: "almanac.api", factory: StreamLogHandler.standardError(label:))
    logger.logLevel = global.quiet ? .warning : .info
    let host = host ?? file.host?.value ?? "127.0.0.1"
    let sources = TokenSources(
      auth: file.auth?.value, folder: URL(filePath: path).deletingLastPathComponent(),
      host: host)
    let gate = TokenGate(try await sources.verifiers())
    logger.notice("tokens that are accepted: \(sources.summary)")
    let retry = file.api.retryAfterSeconds
    let api = API(
      settings: file.api, database: ReadDatabase(pool, retryAfterSeconds: retry),
      probe: ReadDatabase(probe, retryAfterSeconds: retry), cursorKey: try cursorKey(file),
      tokens: gate, logger: logger)
    api.shareMetrics()
    let server = APIServer(
      api, limits: limits(file, logger), host: host, port: port ?? file.port?.value ?? 8080,
      logger: logger
    ) { port in
      Terminal.error("almanac: serving at http://\(host):\(port)")
    }
    let services = ServiceGroup(
      services: [
        PublicationWatch(api, file.connection(url)),
        TokenReload(sources: sources, gate: gate, logger: logger), server,
      ],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    do {
      try await services.run()
    } catch {
      for pool in [pool, probe] { await pool.close() }
      throw ReportedFailure(.unavailable, "the API cannot be served: \(error)")
    }
    for pool in [pool, probe] { await pool.close() }
  }

  /// The limits of the settings, as far as the system's allow.
  private func limits(_ file: ServeFile, _ logger: Logger) -> ServerLimits {
    var limits = file.limits
    let (wanted, files) = (limits.connections, OpenFiles.raiseLimit())
    limits.connections = OpenFiles.connections(of: wanted, within: files)
    if limits.connections < wanted {
      logger.warning(
        "client_connections is \(limits.connections), not \(wanted): \(files) files may be open")
    }
    return limits
  }

  private func cursorKey(_ file: ServeFile) throws -> CursorKey {
    guard let secret = file.cursorKey?.value else {
      let path = "\(GlobalOptions.clusterFolder)/cursor-key"
      guard let key = CursorKey(try SecretFile.bytes(at: path, purpose: "cursor key")) else {
        throw ReportedFailure(.configuration, "the cursor key \(path) has fewer than 16 bytes")
      }
      return key
    }
    guard let key = CursorKey(Array(secret.revealed.utf8)) else {
      throw ReportedFailure(.configuration, "cursor_key \(secret) has fewer than 16 characters")
    }
    return key
  }
}
