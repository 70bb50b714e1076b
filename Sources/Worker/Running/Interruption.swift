import Synchronization

/// A request to stop at the next batch, as a signal makes it.
public final class Interruption: Sendable {
  private let flag = Atomic(false)

  /// No request so far.
  public init() {}

  /// Whether to stop.
  public var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Asks for a stop; safe to call from anywhere, and more than once.
  public func request() { flag.store(true, ordering: .relaxed) }
}
