/// Why a bench cannot go on.
public enum BenchError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A program that a comparison needs is not installed.
  case missing(program: String)
  /// A program that was run ended badly.
  case failed(program: String, status: Int32, output: String)
  /// A program's output did not hold what it should.
  case unreadable(program: String, output: String)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .missing(let program): "there is no \(program); Jobs/bench.sh installs it"
    case .failed(let program, let status, let output):
      "\(program) ended with \(status): \(output.suffix(1000))"
    case .unreadable(let program, let output):
      "\(program) wrote something else than expected: \(output.suffix(1000))"
    }
  }
}
