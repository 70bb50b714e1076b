import Expansion
import Synchronization

/// What expands the rules for the cities of a run, made when it is first asked for: where only
/// bookings and prices have changed, nobody asks.
final class DeferredExpander: Sendable {
  let job: Job
  private let make: @Sendable () throws -> Expander
  private let made = Mutex<Expander?>(nil)

  init(_ job: Job, _ make: @escaping @Sendable () throws -> Expander) {
    self.job = job
    self.make = make
  }

  /// The expander; throws what is wrong with the rules.
  func expander() throws -> Expander {
    try made.withLock { made in
      if let made { return made }
      let fresh = try make()
      made = fresh
      return fresh
    }
  }
}
