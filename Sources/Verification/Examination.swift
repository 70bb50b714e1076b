import Calendars
import Dates
import Discovery
import Live

/// The comparison under way: the cell at hand and what has been found.
struct Examination {
  private let verifier: Verifier
  private(set) var report = VerifyReport()
  /// How many requests the report may come to.
  var limit = Int.max
  /// The live side of the cell at hand; nil where there is none.
  private(set) var cell: LiveCell?
  private var choice: CellChoice?
  /// The standing of the cell at hand, once a difference has made it known.
  private var verdict: CellStanding?

  init(_ verifier: Verifier) { self.verifier = verifier }

  /// Whether to stop at what has been found.
  var isOver: Bool { verifier.stopsAtFirst && report.mismatches > 0 }

  /// Reads a cell and compares the reasons of what is missing from it.
  mutating func begin(_ choice: CellChoice) async throws {
    self.choice = choice
    verdict = nil
    report.cells += 1
    cell = nil
    do {
      cell = try await verifier.live.cell(
        choice.city, on: choice.date, from: verifier.connection)
    } catch is LiveRefusal {}
    if let difference = try await exclusionDifference(choice, cell) {
      let question = Question([.init("city", choice.city), .init("date", "\(choice.date)")])
      let spaces = difference.excludedSpace.map { [$0] } ?? []
      try await record(difference, of: question, page: 1, spaces: spaces) { examination, cell in
        try await examination.exclusionDifference(choice, cell)
      }
    }
  }

  /// Asks both sides, and goes on to further pages.
  mutating func examine(_ question: Question, pages: Int) async throws {
    if verifier.isIndependent || !isAboutCell(question) {
      try await examine(question, pages, of: try await lookUp(question))
    } else {
      try await examine(question, pages, of: cell)
    }
  }

  private func isAboutCell(_ question: Question) -> Bool {
    guard let choice else { return false }
    return question["city"] == choice.city && question["date"] == "\(choice.date)"
  }

  /// The cell that a request is about, read anew; nil when there is none, or no such request.
  private func lookUp(_ question: Question) async throws -> LiveCell? {
    guard let query = try? LiveQuery(question) else { return nil }
    do {
      return try await verifier.live.cell(query.city, on: query.date, from: verifier.connection)
    } catch is LiveRefusal {
      return nil
    }
  }

  private mutating func examine(
    _ question: Question, _ pages: Int, of cell: LiveCell?
  ) async throws {
    var tour = PageTour(
      question, pages: pages, cell: cell, provesCursors: verifier.comparison.isStrict)
    while let page = tour.next, report.requests < limit {
      report.requests += 1
      let reply = try await verifier.answers.reply(to: page.question)
      if let difference = try await difference(page, reply, cell) {
        let spaces = page.spaces(at: difference, in: reply)
        try await record(difference, of: page.question, page: page.number, spaces: spaces) {
          examination, cell in
          try await examination.difference(question, pages, of: cell)
        }
        return
      }
      tour.take(reply, of: page)
    }
  }

  /// The difference of a page from what the live side says.
  private func difference(
    _ page: PageTour.Page, _ reply: Reply, _ cell: LiveCell?
  ) async throws -> Difference? {
    guard reply.status < 500 else { throw VerificationError.noAnswer(reply) }
    switch page.expected {
    case .page(let live): return verifier.comparison.difference(live, reply)
    case .refusal(let refusal): return verifier.comparison.difference(refusal, reply)
    case .absence(let city, let date):
      do {
        _ = try await verifier.live.cell(city, on: date, from: verifier.connection)
        // It has come to be since: nothing to compare with.
        return nil
      } catch let refusal as LiveRefusal {
        return verifier.comparison.difference(refusal, reply)
      }
    }
  }

  /// The first difference in the pages of a request.
  private func difference(
    _ question: Question, _ pages: Int, of cell: LiveCell?
  ) async throws -> Difference? {
    var tour = PageTour(
      question, pages: pages, cell: cell, provesCursors: verifier.comparison.isStrict)
    while let page = tour.next {
      let reply = try await verifier.answers.reply(to: page.question)
      if let difference = try await difference(page, reply, cell) { return difference }
      tour.take(reply, of: page)
    }
    return nil
  }

  private func exclusionDifference(
    _ choice: CellChoice, _ cell: LiveCell?
  ) async throws -> Difference? {
    guard let cell,
      let other = try await verifier.answers.exclusions(city: choice.city, date: choice.date)
    else { return nil }
    return .ofExclusions(live: cell.missing.mapValues(\.rawValue), other: other)
  }

  /// Counts a difference as what it is: both sides are asked again, since inputs may have moved
  /// between them, and then the standing of the cell tells whether it could have been otherwise.
  private mutating func record(
    _ difference: Difference, of question: Question, page: Int, spaces: [Int64],
    again: (Examination, LiveCell?) async throws -> Difference?
  ) async throws {
    let isOwn = isAboutCell(question)
    var standing = isOwn ? verdict : nil
    if standing == nil {
      let fresh = try await lookUp(question)
      let isLeft = try await again(self, fresh) != nil
      standing = isLeft ? try await self.standing(question) : .superseded
      if isOwn {
        cell = fresh
        if isLeft { verdict = standing }
      }
    }
    switch standing ?? .current {
    case .current: try await tell(difference, of: question, page: page, spaces: spaces)
    case .superseded: report.superseded += 1
    case .held: report.held += 1
    case .discarded: report.discarded += 1
    case .pinned: report.pinned += 1
    }
  }

  private func standing(_ question: Question) async throws -> CellStanding {
    guard let query = try? LiveQuery(question) else { return .current }
    do {
      let city = try await verifier.live.city(query.city, from: verifier.connection)
      // A cell of a date that is over, or beyond a horizon that was longer, waits to be pruned.
      guard verifier.live.horizon(of: city).contains(query.date) else { return .superseded }
    } catch is LiveRefusal {
      return .current
    }
    return try await verifier.standing(query.city, query.date)
  }

  private mutating func tell(
    _ difference: Difference, of question: Question, page: Int, spaces: [Int64]
  ) async throws {
    report.mismatches += 1
    guard report.first.count < VerifyReport.told else { return }
    let cell = isAboutCell(question) ? self.cell : try await lookUp(question)
    var mismatch = Mismatch(
      city: question["city"] ?? "", date: question["date"] ?? "", request: "\(question)",
      page: page, difference: difference,
      live: spaces.flatMap { cell?.account(ofSpace: $0) ?? [] })
    for space in spaces {
      mismatch.other += try await verifier.explain?(question, space) ?? []
    }
    report.first.append(mismatch)
  }
}
