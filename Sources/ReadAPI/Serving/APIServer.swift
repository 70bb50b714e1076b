import Dates
import Foundation
import HTTPTypes
import HummingbirdCore
public import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOPosix
public import ServiceLifecycle

/// The API behind an HTTP/1.1 socket.
public struct APIServer: Service {
  private let api: API
  private let limits: ServerLimits
  private let host: String
  private let port: Int
  private let logger: Logger
  private let onRunning: @Sendable (Int) async -> Void

  /// A server on an address; `onRunning` hears the port that it listens on.
  public init(
    _ api: API, limits: ServerLimits = ServerLimits(), host: String, port: Int, logger: Logger,
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    self.api = api
    self.limits = limits
    self.host = host
    self.port = port
    self.logger = logger
    self.onRunning = onRunning
  }

  /// Serves until the service group shuts down; requests under way are finished first.
  ///
  /// Throws `AddressUnusable` when it cannot listen there, as when something else does.
  public func run() async throws {
    let onRunning = onRunning
    let server = Server(
      childChannelSetup: LoopBound(base: channel, guards: guards),
      configuration: ServerConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
    do {
      try await server.run()
    } catch let error as IOError {
      let reason = String(cString: strerror(error.errnoCode))
      throw AddressUnusable(
        description: error.errnoCode == EADDRINUSE
          ? "\(host):\(port) is taken" : "\(host):\(port): \(reason)")
    }
  }

  private var channel: HTTP1Channel {
    let limits = limits
    return HTTP1Channel(
      responder: responder,
      configuration: .init(
        idleTimeout: .seconds(limits.idleSeconds),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
          maxHeaderFieldCount: limits.headerFields)))
  }

  /// What watches over a connection, ahead of all that takes the requests for well formed.
  private var guards: @Sendable () -> [any ChannelHandler] {
    let (api, stall) = (api, TimeAmount.seconds(limits.stallSeconds))
    return {
      [
        IdleStateHandler(allTimeout: stall),
        ConnectionGuard(limit: API.longestBody) { problem, head in
          api.refusal(problem, method: head?.method.rawValue, target: head?.uri)
        },
      ]
    }
  }

  /// Hands requests to the API, and its answers to the connection.
  private var responder: HTTPChannelHandler.Responder {
    let api = api
    return { request, writer, channel in
      let answer = await api.answer(request.head, from: channel.remoteAddress?.ipAddress)
      try await writer.write(
        response: answer.head,
        body: answer.body.isEmpty
          ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
  }
}

extension Answer {
  /// The head, with the length of the body.
  var head: HTTPResponse {
    var headers = headers
    // RFC 9110 section 8.6: never in a 204.
    if status == .noContent {
      headers[.contentLength] = nil
    } else if !headers.contains(.contentLength) {
      headers[.contentLength] = String(body.count)
    }
    return HTTPResponse(status: status, headerFields: headers)
  }
}

/// The address cannot be listened at.
public struct AddressUnusable: Error, CustomStringConvertible {
  /// The address, and that it is taken or what else is wrong with it.
  public let description: String
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
