import HTTPTypes
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import NIOHTTPTypes
public import ServiceLifecycle

/// The API behind an HTTP/1.1 socket.
public struct APIServer: Service {
  private let application: Application<APIResponder>

  /// A server on an address; `onRunning` hears the port that it listens on.
  public init(
    _ api: API, limits: ServerLimits = ServerLimits(), host: String, port: Int, logger: Logger,
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    application = Application(
      responder: APIResponder(api: api),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [
            IdleStateHandler(allTimeout: .seconds(limits.stallSeconds)),
            ConnectionGuard(limit: API.longestBody),
          ],
          idleTimeout: .seconds(limits.idleSeconds),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
            maxHeaderFieldCount: limits.headerFields))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: "almanac",
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
      logger: logger)
  }

  /// Serves until the service group shuts down; requests under way are finished first.
  public func run() async throws { try await application.run() }
}

/// What one client may take of the server.
public struct ServerLimits: Sendable, Hashable {
  /// The bytes of all header fields together.
  public var headerBytes = 16 * 1024
  /// The number of header fields.
  public var headerFields = 100
  /// Seconds within which a whole head has to come, from the connection or the last answer on.
  public var idleSeconds: Int64 = 10
  /// Seconds after which a client is given up that does not read its answer; longer than an answer
  /// may take to be made.
  public var stallSeconds: Int64 = 90
  /// Connections at a time; further ones wait in the backlog.
  public var connections = 1024

  /// The defaults.
  public init() {}
}

/// What the API knows of a request beyond its head.
struct APIContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  private let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// The address at the other end of the connection.
  var peer: String? { channel.remoteAddress?.ipAddress }
}

/// Hands requests to the API, and its answers to the server.
struct APIResponder: HTTPResponder {
  let api: API

  func respond(to request: Request, context: APIContext) async throws -> Response {
    let answer = await api.answer(request.head, from: context.peer)
    var response = Response(
      status: answer.status, headers: answer.headers,
      body: answer.body.isEmpty
        ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    // RFC 9110 section 8.6: never in a 204.
    if answer.status == .noContent { response.headers[.contentLength] = nil }
    return response
  }
}
