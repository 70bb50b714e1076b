public import EmbeddedPostgres
import Foundation

/// A cluster of a test's own, for tests that stop, freeze or break the server.
public enum ScratchCluster {
  /// Calls `body` with a cluster that has not been started, and removes it after.
  ///
  /// `subfolder` is appended to the cluster's folder, which lies in `/tmp`.
  public static func with<T: Sendable>(
    subfolder: String = "", _ body: (EmbeddedCluster) async throws -> T
  ) async throws -> T {
    let base = "/tmp/almanac-scratch-\(UUID().uuidString.lowercased().prefix(8))"
    let folder = subfolder.isEmpty ? base : "\(base)/\(subfolder)"
    try [folder, base].forEach(Watchdog.guardFolder)
    let cluster = EmbeddedCluster(folder: folder, settings: .disposable)
    let result: Result<T, any Error>
    do {
      result = .success(try await body(cluster))
    } catch {
      result = .failure(error)
    }
    try await remove(cluster, base)
    return try result.get()
  }

  private static func remove(_ cluster: EmbeddedCluster, _ base: String) async throws {
    let files = FileManager.default
    let location = try? String(contentsOfFile: "\(cluster.folder)/location", encoding: .utf8)
    _ = try? await cluster.down()
    if let home = location?.trimmingCharacters(in: .whitespacesAndNewlines),
      !home.hasPrefix(base), files.fileExists(atPath: home)
    {
      try files.removeItem(atPath: home)
    }
    if files.fileExists(atPath: base) { try files.removeItem(atPath: base) }
  }
}
