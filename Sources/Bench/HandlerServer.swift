import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Postgres
import ReadAPI
import Store

/// Servers that answer every request with the same bytes: the limits that no API can pass.
public enum HandlerServer {
  /// Serves until the process ends; `onRunning` hears the port, a free one of the loopback.
  ///
  /// A `bare` one is Hummingbird alone; the other does all that the API does round an answer.
  public static func serve(
    _ body: [UInt8], bare: Bool, onRunning: @escaping @Sendable (Int) async -> Void
  ) async throws {
    if bare {
      try await self.bare(body, onRunning).runService()
    } else {
      try await guarded(body, onRunning).run()
    }
  }

  private static func bare(
    _ body: [UInt8], _ onRunning: @escaping @Sendable (Int) async -> Void
  ) -> some ApplicationProtocol {
    let buffer = ByteBuffer(bytes: body)
    return Application(
      responder: CallbackResponder<BasicRequestContext> { _, _ in
        Response(
          status: .ok, headers: [.contentType: "application/json"],
          body: ResponseBody(byteBuffer: buffer))
      },
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) })
  }

  /// The bytes with a head as the API gives one for them.
  private static func answer(_ body: [UInt8]) -> Answer {
    var answer = Answer(.ok, body)
    answer.headers[.contentLength] = String(body.count)
    answer.headers[.eTag] = "\"0123456789abcdef01234567\""
    answer.headers[.age] = "12"
    answer.headers[.cacheControl] = "public, max-age=42, stale-while-revalidate=60"
    answer.headers[.vary] = "Accept-Encoding, As-Of, Max-Staleness"
    if let timing = HTTPField.Name("Server-Timing") {
      answer.headers[timing] = "parse;dur=0.001, cache;dur=0.001"
    }
    return answer
  }

  private static func guarded(
    _ body: [UInt8], _ onRunning: @escaping @Sendable (Int) async -> Void
  ) throws -> APIServer {
    var logger = Logger(label: "almanac.bench", factory: StreamLogHandler.standardError(label:))
    logger.logLevel = .warning
    guard let key = CursorKey(Array("no cursor is made by it".utf8)) else {
      throw BenchError.missing(program: "cursor key")
    }
    // No connection is ever opened.
    let pool = Pool(.reading(), limit: 1)
    let database = ReadDatabase(pool)
    let api = API(
      database: database, probe: database, cursorKey: key, logger: logger, substitute: answer(body))
    return APIServer(api, host: "127.0.0.1", port: 0, logger: logger, onRunning: onRunning)
  }
}
