import Dates

@testable import Verification

/// Answers with a fault in how requests are read, or in what is made of them.
struct FaultyAnswers: Answers {
  let base: any Answers
  /// The request as the faulty side understands it.
  var read: @Sendable (Question) -> Question = { $0 }
  /// The reply as the faulty side gives it; it may ask again.
  var give: @Sendable (Question, Reply, any Answers) async throws -> Reply = { _, reply, _ in reply
  }
  /// Told of each request.
  var asked: @Sendable (Question) async -> Void = { _ in }

  init(_ base: any Answers, asked: @escaping @Sendable (Question) async -> Void = { _ in }) {
    self.base = base
    self.asked = asked
  }

  init(
    _ base: any Answers, read: @escaping @Sendable (Question) -> Question = { $0 },
    give: @escaping @Sendable (Question, Reply, any Answers) async throws -> Reply = {
      _, reply, _ in reply
    }
  ) {
    self.base = base
    self.read = read
    self.give = give
  }

  func reply(to question: Question) async throws -> Reply {
    await asked(question)
    return try await give(question, try await base.reply(to: read(question)), base)
  }

  func exclusions(city: String, date: LocalDate) async throws -> [Int64: Int16]? {
    try await base.exclusions(city: city, date: date)
  }
}
