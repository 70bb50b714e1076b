import TestSupport
import Testing

@testable import Verification

/// Plants one fault at a time, in the text of a statement on its way to the server or round the
/// API, and has the verifier find it.
@Suite struct FaultTests {
  private static let sample = 2000

  @Test(arguments: Fault.ofBuild + Fault.ofLedger + Fault.ofPatch)
  func `a fault in what is built is found`(fault: Fault) async throws {
    try await TestCluster.shared().withDatabase(.verification) { url in
      let report = try await FaultTests.report(of: fault, at: url) { market in
        if fault.isTracked { try await market.trackSource() }
        try await market.rebuild()
        guard let change = fault.change else { return }
        try await market.change(change)
        try await market.rebuild()
      }
      #expect(report.mismatches == 1, "\(report.text)")
    }
  }

  @Test func `a fault in how requests are answered is found`() async throws {
    try await VerificationMarket.withBuilt { market in
      for fault in Fault.ofReading + Fault.ofRequests + Fault.ofCursors {
        let report = try await FaultTests.report(of: fault, at: market.url)
        #expect(report.mismatches == 1, "\(fault.name): \(report.text)")
      }
    }
  }

  @Test func `there are at least 60 faults`() {
    let kinds = [
      Fault.ofBuild, Fault.ofReading, Fault.ofLedger, Fault.ofPatch, Fault.ofRequests,
      Fault.ofCursors,
    ]
    #expect(kinds.reduce(0) { $0 + $1.count } >= 60)
  }

  /// What the verifier finds at a database that the worker and the API reach through the fault.
  private static func report(
    of fault: Fault, at url: String,
    after prepare: (VerificationMarket) async throws -> Void = { _ in }
  ) async throws -> VerifyReport {
    let proxy = try StatementProxy(serverFolder: try await TestCluster.shared().socketFolder) {
      sql in
      fault.statement.map { sql.replacing($0.from, with: $0.to) } ?? sql
    }
    defer { proxy.remove() }
    let market = try VerificationMarket(url: url).through(proxy)
    try await prepare(market)
    let report = try await market.verify(
      sample: sample, answers: { FaultyAnswers($0, read: fault.read, give: fault.give) },
      change: { $0.stopsAtFirst = true })
    #expect(
      fault.statement == nil || proxy.alteredCount > 0,
      "\(fault.name): no statement has these words")
    return report
  }
}
