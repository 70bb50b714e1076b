public import Dates
import Discovery
import Expansion
public import Live
public import Postgres

/// Compares the answers of a side with those of the live path, field by field, in order, page by
/// page.
public struct Verifier: Sendable {
  /// The live side.
  let live: LivePath
  /// What the live side reads through.
  let connection: Connection
  /// The side that is compared with it.
  let answers: any Answers
  /// Tells why a cell may differ.
  let standing: @Sendable (_ city: String, _ date: LocalDate) async throws -> CellStanding
  /// How replies are compared.
  var comparison = ReplyComparison()
  /// Whether a question can be put to the other side.
  var canAsk: @Sendable (Question) -> Bool = { _ in true }
  /// How the other side explains a space's place in a cell.
  public var explain: (@Sendable (Question, Int64) async throws -> [String])?
  /// Whether each request reads the source anew, in place of once for the requests of a cell.
  public var isIndependent = false
  /// Whether to end at the first mismatch.
  public var stopsAtFirst = false
  /// Called after each cell with the number of requests so far.
  public var progress: @Sendable (Int) -> Void = { _ in }

  /// A verifier of `answers`; `standing` is asked about cells with a difference only.
  public init(
    live: LivePath, connection: Connection, answers: any Answers,
    standing: @escaping @Sendable (_ city: String, _ date: LocalDate) async throws -> CellStanding
  ) {
    self.live = live
    self.connection = connection
    self.answers = answers
    self.standing = standing
  }

  /// Compares `count` requests that a generator draws, about all of the cells in turn.
  public func sample(_ count: Int, of cells: [CellChoice], seed: UInt64) async throws
    -> VerifyReport
  {
    var examination = Examination(self)
    let visited = cells.prefix(max(16, count / 10))
    for (number, choice) in visited.enumerated() where !examination.isOver {
      try await examination.begin(choice)
      var generator = QuestionGenerator(
        city: choice.city, date: choice.date, cell: examination.cell,
        numbers: SeededNumbers(seed: seed &* 1_000_003 &+ UInt64(number)))
      // Each cell has its share of the requests, which its last question may not exceed.
      examination.limit = count * (number + 1) / visited.count
      var question = generator.whole
      while examination.report.requests < examination.limit, !examination.isOver {
        if canAsk(question) {
          try await examination.examine(question, pages: generator.pages)
        }
        question = generator.question()
      }
      progress(examination.report.requests)
    }
    return examination.report
  }

  /// Compares every page of every cell without filters.
  public func all(_ cells: [CellChoice]) async throws -> VerifyReport {
    var examination = Examination(self)
    for choice in cells where !examination.isOver {
      try await examination.begin(choice)
      let generator = QuestionGenerator(
        city: choice.city, date: choice.date, cell: examination.cell,
        numbers: SeededNumbers(seed: 0))
      try await examination.examine(generator.whole, pages: .max)
      progress(examination.report.requests)
    }
    return examination.report
  }
}
