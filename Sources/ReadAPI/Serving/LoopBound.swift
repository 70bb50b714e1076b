import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Handles each connection on its own event loop: a request goes to no other thread and back but
/// for what the database answers.
struct LoopBound: ServerChildChannel {
  let base: HTTP1Channel
  /// Handlers of a connection that come right after the parser.
  let guards: @Sendable () -> [any ChannelHandler]

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    base.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      try pipeline.addHandlers(guards(), position: .after(parser))
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    let executor = LoopExecutor(value.channel.eventLoop)
    await LoopExecutor.$current.withValue(executor) {
      await withTaskExecutorPreference(executor) {
        await base.handle(value: value, logger: logger)
      }
    }
  }
}

/// An event loop as what runs tasks.
final class LoopExecutor: TaskExecutor {
  /// That of the connection whose request is being answered, which an unstructured task would not
  /// inherit.
  @TaskLocal static var current: LoopExecutor?

  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
