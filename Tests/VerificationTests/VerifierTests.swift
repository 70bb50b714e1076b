import Dates
import Testing

@testable import Verification

@Suite struct VerifierTests {
  @Test func `a published market has no mismatch, by sample and by walking all of it`() async throws
  {
    try await VerificationMarket.withBuilt { market in
      let sample = try await market.verify(sample: 2000)
      #expect(sample.mismatches == 0, "\(sample.text)")
      #expect(sample.requests == 2000 && sample.superseded == 0)
      let all = try await market.verify()
      #expect(all.mismatches == 0, "\(all.text)")
      #expect(all.cells == 12)
      let independent = try await market.verify(
        sample: 60, seed: 2, change: { $0.isIndependent = true })
      #expect(independent.mismatches == 0 && independent.requests == 60)
    }
  }

  @Test func `the same seed asks the same questions`() async throws {
    try await VerificationMarket.withBuilt { market in
      let recorded = try await (0..<2).asyncMap { _ in
        let log = QuestionLog()
        _ = try await market.verify(
          sample: 100, answers: { FaultyAnswers($0) { question in await log.note(question) } })
        return await log.questions
      }
      #expect(recorded[0] == recorded[1] && recorded[0].count >= 100)
    }
  }

  @Test func `inputs that have moved supersede a cell, and a run makes it agree`() async throws {
    try await VerificationMarket.withBuilt { market in
      try await market.change("update source.space set base_price_minor = 1 where space_id = 1004")
      let moved = try await market.verify()
      #expect(moved.mismatches == 0 && moved.superseded > 0)
      try await market.rebuild()
      #expect(try await market.verify().superseded == 0)
    }
  }

  @Test func `a mismatch names the field, both sides and how the live side came to it`()
    async throws
  {
    try await VerificationMarket.withBuilt { market in
      try await market.change(
        """
        update almanac.result set price_minor = price_minor + 1 where space_id = 2003;
        update almanac.cell
        set excluded_reasons = array_fill(4::smallint, array[cardinality(excluded_reasons)])
        where city_id = 1 and date = '2026-11-30';
        """)
      let published = await APIAnswers(url: market.url, connections: 1)
      let report = try await market.verify(change: {
        $0.explain = { try await published.explanation(of: $1, in: $0) }
      })
      await published.close()
      #expect(report.mismatches == 4, "\(report.text)")
      let excluded = try #require(report.first.first)
      #expect(excluded.city == "lisbon" && excluded.difference.other == "venue-inactive")
      let first = try #require(report.first.first { $0.city == "tokyo" })
      #expect(first.difference.field.hasSuffix("price.amount_minor"))
      #expect(Int(first.difference.other ?? "") == Int(first.difference.live ?? "").map { $0 + 1 })
      #expect(first.live.contains { $0.hasPrefix("price: base 0, overrides []") })
      #expect(first.other.first?.hasPrefix("space 2003: included, number ") == true)
      #expect(excluded.live.contains { $0.hasPrefix("missing: ") })
      #expect(excluded.other.first?.hasSuffix(": not included: venue-inactive") == true)
      #expect(excluded.other.contains { $0.hasPrefix("venue-active: FAILED") })
    }
  }
}

/// What has been asked.
actor QuestionLog {
  private(set) var questions: [String] = []
  /// Cursors are another process's secret each time.
  func note(_ question: Question) {
    let isPage = question["cursor"].map { $0.count > 4 } ?? false
    questions.append("\(isPage ? question.setting("cursor", to: "a cursor") : question)")
  }
}

extension Sequence {
  /// The results of an asynchronous function, in order.
  func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
    var results: [T] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
