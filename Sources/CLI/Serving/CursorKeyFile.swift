import Foundation
import ReadAPI

/// The cursor key of a machine: made on first use, readable by its owner alone.
enum CursorKeyFile {
  /// The key in the file at `path`, which is made when there is none.
  static func key(at path: String) throws -> CursorKey {
    if let secret = FileManager.default.contents(atPath: path) { return try key(secret, path) }
    let folder = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var numbers = SystemRandomNumberGenerator()
    let secret = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &numbers) })
    // Written whole and then given its name: another process sees all of it or nothing, and of two
    // that begin at once the second takes the key of the first.
    let draft = "\(path).\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    guard
      FileManager.default.createFile(
        atPath: draft, contents: secret, attributes: [.posixPermissions: 0o600])
    else { throw ReportedFailure(.configuration, "the cursor key \(path) cannot be written") }
    guard link(draft, path) == 0 || errno == EEXIST else {
      throw ReportedFailure(.configuration, "the cursor key \(path) cannot be written")
    }
    guard let stored = FileManager.default.contents(atPath: path) else {
      throw ReportedFailure(.configuration, "the cursor key \(path) cannot be read")
    }
    return try key(stored, path)
  }

  private static func key(_ secret: Data, _ path: String) throws -> CursorKey {
    guard let key = CursorKey(secret) else {
      throw ReportedFailure(.configuration, "the cursor key \(path) has fewer than 16 bytes")
    }
    return key
  }
}
