import HTTPTypes
import NIOCore
import NIOHTTP1

/// Keeps a connection to HTTP/1.1, and a client from holding it for nothing.
///
/// What is no request is answered by a problem, after the answers to all requests before it; the
/// connection ends with that, and with the answer to a request that asks for it (RFC 9112 section
/// 9.6). Bodies are dropped here, so they do not count as activity, and a long one is the last thing
/// that is read. Behind an `IdleStateHandler`, a connection on which nothing at all moves is closed.
final class ConnectionGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// What the connection is still good for.
  private enum Phase {
    /// Requests and their answers.
    case open
    /// The answers that are due.
    case ending
    /// Those, and this one after them.
    case refusing(Answer)
    /// Nothing: what still comes is dropped.
    case over
  }

  private let limit: Int
  private let refusal: (Problem, HTTPRequestHead?) -> Answer
  private var phase = Phase.open
  /// The requests whose answers have not been written.
  private var due = 0
  /// The bytes so far of the body that is being received; nil between requests.
  private var received: Int?
  private var closing: Scheduled<Void>?

  /// How long a client may take to read the last answer and to close: if the connection was closed
  /// while it is sending, the system would throw the answer away (section 9.6).
  private static let patience = TimeAmount.seconds(2)

  /// A guard that drops bodies of at most `limit` bytes; `refusal` says how a problem is answered,
  /// and knows of a request as much as its head tells, if there is one.
  init(limit: Int, refusal: @escaping (Problem, HTTPRequestHead?) -> Answer) {
    self.limit = limit
    self.refusal = refusal
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      guard case .open = phase else { return }
      let framing = RequestFraming(head)
      if let problem = framing.problem { return refuse(problem, head, context) }
      if framing.isLast { phase = .ending }
      due += 1
      received = 0
      context.fireChannelRead(data)
    case .body(let bytes):
      guard let before = received else { return }
      received = before + bytes.readableBytes
      if before + bytes.readableBytes > limit { end(context) }
    case .end:
      guard received != nil else { return }
      received = nil
      context.fireChannelRead(data)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
    // Within a body, the request has its answer, or will have; and who leaves needs none.
    if case .open = phase, received == nil, error != .invalidEOFState {
      refuse(RequestFraming.problem(of: error), nil, context)
    } else {
      end(context)
    }
  }

  /// Passes answers on; the last one says that it is.
  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head):
      // Nothing but a refusal ends a connection of itself.
      if case .open = phase, head.status.code >= 400, !head.isKeepAlive { phase = .ending }
      guard case .ending = phase, due == 1 else { return context.write(data, promise: promise) }
      var last = head
      last.headers.replaceOrAdd(name: "Connection", value: "close")
      context.write(wrapOutboundOut(.head(last)), promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      due -= 1
      context.write(data, promise: promise)
      finishIfDone(context)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is IdleStateHandler.IdleStateEvent else {
      return context.fireUserInboundEventTriggered(event)
    }
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    closing?.cancel()
    context.fireChannelInactive()
  }

  /// Takes no further request.
  private func end(_ context: ChannelHandlerContext) {
    received = nil
    if case .open = phase { phase = .ending }
    finishIfDone(context)
  }

  private func refuse(
    _ problem: Problem, _ head: HTTPRequestHead?, _ context: ChannelHandlerContext
  ) {
    phase = .refusing(refusal(problem, head))
    finishIfDone(context)
  }

  /// Writes what is left to say once no answer is due, and lets the client close.
  private func finishIfDone(_ context: ChannelHandlerContext) {
    guard due == 0 else { return }
    switch phase {
    case .open, .over: return
    case .ending: break
    case .refusing(let answer):
      let head = HTTPResponseHead(answer.head)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      let body = context.channel.allocator.buffer(bytes: answer.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
      context.write(wrapOutboundOut(.end(nil)), promise: nil)
    }
    phase = .over
    context.flush()
    context.close(mode: .output, promise: nil)
    let channel = context.channel
    closing = context.eventLoop.scheduleTask(in: ConnectionGuard.patience) {
      channel.close(promise: nil)
    }
  }
}

extension HTTPResponseHead {
  fileprivate init(_ response: HTTPResponse) {
    self.init(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status.code),
      headers: HTTPHeaders(response.headerFields.map { ($0.name.rawName, $0.value) }))
  }
}
