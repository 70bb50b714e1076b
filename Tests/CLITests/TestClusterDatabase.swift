import TestSupport

enum TestClusterDatabase {
  /// Calls `body` with the URL of a database with nothing in it.
  static func empty(_ body: @Sendable (String) async throws -> Void) async throws {
    try await TestCluster.shared().withDatabase(.empty, body)
  }
}
