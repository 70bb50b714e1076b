import Dates
import Expansion
import Postgres
import Store
import Synchronization
import TestSupport
import Testing
import Worker

@testable import Verification

@Suite struct VersionCheckTests {
  @Test func `versions that agree with the source are published`() async throws {
    try await TestCluster.shared().withDatabase(.verification) { url in
      let market = VerificationMarket(url: url)
      let report = try await market.rebuild(checking: VersionComparison(try market.path()))
      #expect(report.outcome == .done && report.cells.published == 12)
      #expect(report.stages.contains { $0.name == "verify" })
      #expect(try await market.verify().mismatches == 0)
    }
  }

  @Test func `wrong versions are held, and what was live stays`() async throws {
    try await VerificationMarket.withBuilt { market in
      try await market.change("update source.space set base_price_minor = 4000 where city_id = 2")
      let broken = try StatementProxy(
        serverFolder: try await TestCluster.shared().socketFolder
      ) { $0.replacing("+ 5000) / 10000", with: "+ 0) / 10000 + 1") }
      defer { broken.remove() }
      let report = try await market.through(broken).rebuild(
        checking: VersionComparison(try market.path()))
      #expect(report.outcome == .findings && report.cells.published == 0)
      #expect(report.cells.held > 0 && report.cells.superseded == 0)
      let hold = try #require(report.held.first)
      #expect(hold.city == "tokyo" && hold.cell.reasons == ["verify"])
      #expect(hold.cell.summary.contains("price.amount_minor: the source gives "))
      let after = try await market.verify()
      #expect(after.mismatches == 0 && after.held > 0)
    }
  }

  @Test func `versions whose inputs have moved meanwhile are superseded`() async throws {
    try await TestCluster.shared().withDatabase(.verification) { url in
      let market = VerificationMarket(url: url)
      let moving = MovingInputs(base: VersionComparison(try market.path())) {
        try await market.change("update source.space set base_price_minor = 7 where city_id = 2")
      }
      let report = try await market.rebuild(checking: moving)
      #expect(report.outcome == .done && report.cells.held == 0)
      #expect(report.cells.superseded > 0)
      #expect(report.cells.published + report.cells.superseded == 12)
      try await market.rebuild()
      let after = try await market.verify()
      #expect(after.mismatches == 0 && after.superseded == 0)
    }
  }
}

/// A check before which the source of the second city changes, once: after its cells were built.
private final class MovingInputs: VersionCheck {
  private let base: VersionComparison
  private let move: @Sendable () async throws -> Void
  private let hasMoved = Atomic(false)

  init(base: VersionComparison, move: @escaping @Sendable () async throws -> Void) {
    self.base = base
    self.move = move
  }

  func difference(
    of cell: BuiltCell, city: City, today: LocalDate, on connection: Connection
  ) async throws -> VersionDifference? {
    if city.id == 2, !hasMoved.exchange(true, ordering: .relaxed) { try await move() }
    return try await base.difference(of: cell, city: city, today: today, on: connection)
  }
}
