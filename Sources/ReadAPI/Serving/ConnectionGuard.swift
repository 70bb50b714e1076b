import NIOCore
import NIOHTTPTypes

/// Keeps a client from holding a connection by a body that nobody reads, or by not reading answers.
///
/// Bodies are dropped here, so they do not count as activity; a longer one ends the connection.
/// Behind an `IdleStateHandler` it ends a connection on which nothing at all moves.
final class ConnectionGuard: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let limit: Int
  private var received = 0

  /// A guard that drops bodies of at most `limit` bytes.
  init(limit: Int) { self.limit = limit }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      received = 0
      context.fireChannelRead(data)
    case .body(let bytes):
      received += bytes.readableBytes
      if received > limit { context.close(promise: nil) }
    case .end: context.fireChannelRead(data)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is IdleStateHandler.IdleStateEvent else {
      return context.fireUserInboundEventTriggered(event)
    }
    context.close(promise: nil)
  }
}
