public import Dates
public import Postgres
import SQL

/// The right to work on a resource until it expires, and the fence that proves it.
public struct Lease: Sendable, Hashable {
  /// What is leased, such as `city/42`.
  public var resource: String
  /// The process that holds it.
  public var owner: String
  /// Grows with every acquisition; a publication with an older one does nothing.
  public var fence: Int64
}

/// Another process has taken a lease over, because it had expired: what was done under it since is
/// undone.
public struct LostLease: Error, Sendable, Hashable, CustomStringConvertible {
  /// The resource, such as `city/42`.
  public var resource: String

  /// One sentence for the user.
  public var description: String { "another process has taken over the lease of \(resource)" }
}

/// Who holds a lease that could not be had.
public struct LeaseHolder: Sendable, Hashable {
  /// The run that holds it, if it said so.
  public var runID: Int64?
  /// When the lease ends unless it is renewed.
  public var expiresAt: Instant
}

extension Connection {
  /// Takes a lease, or returns nil when another process holds it.
  public func acquireLease(
    _ resource: String, owner: String, runID: Int64, seconds: Double
  ) async throws -> Lease? {
    try await acquireLeases([resource], owner: owner, runID: runID, seconds: seconds).first
  }

  /// Takes those of some leases that can be had, in one statement.
  public func acquireLeases(
    _ resources: [String], owner: String, runID: Int64, seconds: Double
  ) async throws -> [Lease] {
    try await query(
      Query.acquireLeases.statement,
      [.textArray(resources), .uuid(owner), .int8(runID), .float8(seconds)]
    ).map { row in
      Lease(resource: try row.get("resource"), owner: owner, fence: try row.get("fence"))
    }
  }

  /// Prolongs every lease of a process.
  public func renewLeases(owner: String, seconds: Double) async throws {
    try await execute(Query.renewLeases.statement, [.uuid(owner), .float8(seconds)])
  }

  /// Frees leases of one process, but for those that are another's by now.
  public func release(_ leases: [Lease]) async throws {
    guard let owner = leases.first?.owner else { return }
    try await execute(
      Query.releaseLeases.statement,
      [.textArray(leases.map(\.resource)), .uuid(owner), .int8Array(leases.map(\.fence))])
  }

  /// Runs `body` in a transaction that comes to nothing unless the lease is ours at its end; throws
  /// `LostLease` when it is another's.
  ///
  /// A fence that is ours then has been ours all along, so what `body` read stands, too. It is asked
  /// for last, so that no heartbeat waits for the work.
  public func transaction<T: Sendable>(
    under lease: Lease, _ body: @Sendable (Connection) async throws -> T
  ) async throws -> T {
    try await transaction { connection in
      let value = try await body(connection)
      try await connection.confirm(lease)
      return value
    }
  }

  private func confirm(_ lease: Lease) async throws {
    let rows = try await query(
      Query.confirmLease.statement,
      [.text(lease.resource), .uuid(lease.owner), .int8(lease.fence)])
    guard !rows.isEmpty else { throw LostLease(resource: lease.resource) }
  }

  /// Who holds a lease now; nil when it is free.
  public func holder(of resource: String) async throws -> LeaseHolder? {
    guard let row = try await query(Query.leaseHolder.statement, [.text(resource)]).first else {
      return nil
    }
    return LeaseHolder(runID: try row.get("run_id"), expiresAt: try row.get("expires_at"))
  }
}
