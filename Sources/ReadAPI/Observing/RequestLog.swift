import Logging

/// A logger whose lines name the request that they are about.
///
/// The name is told with each line: to give it to the logger costs something with each request, of
/// which few write a line.
struct RequestLog: Sendable {
  private let logger: Logger
  private let id: RequestID

  /// A log of one request.
  init(_ logger: Logger, _ id: RequestID) {
    self.logger = logger
    self.id = id
  }

  func error(_ message: @autoclosure () -> Logger.Message) { log(.error, message()) }
  func warning(_ message: @autoclosure () -> Logger.Message) { log(.warning, message()) }

  /// Writes a line of information with facts, if such lines are written.
  func info(
    _ message: @autoclosure () -> Logger.Message, _ facts: @autoclosure () -> Logger.Metadata
  ) {
    log(.info, message(), facts())
  }

  private func log(
    _ level: Logger.Level, _ message: @autoclosure () -> Logger.Message,
    _ facts: @autoclosure () -> Logger.Metadata = [:]
  ) {
    guard logger.logLevel <= level else { return }
    var metadata = facts()
    metadata["request"] = .string(id.text)
    metadata["trace"] = id.trace.map { .string($0) }
    logger.log(level: level, message(), metadata: metadata)
  }
}
