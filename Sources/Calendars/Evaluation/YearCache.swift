import Synchronization

/// The rows of the years that have been asked for.
final class YearCache: Sendable {
  private let rows = Mutex<[Int: [Holiday]]>([:])

  func rows(of year: Int, evaluate: () -> [Holiday]) -> [Holiday] {
    if let known = rows.withLock({ $0[year] }) { return known }
    let evaluated = evaluate()
    rows.withLock { $0[year] = evaluated }
    return evaluated
  }
}
