import Foundation

/// A secret of a machine: 32 random bytes, made on first use and readable by their owner alone.
enum SecretFile {
  /// The secret in the file at `path`, which is made when there is none; `purpose` is what messages
  /// call it.
  static func bytes(at path: String, purpose: String) throws -> [UInt8] {
    if let secret = FileManager.default.contents(atPath: path) { return [UInt8](secret) }
    let folder = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var numbers = SystemRandomNumberGenerator()
    let secret = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &numbers) })
    // Written whole and then given its name: another process sees all of it or nothing, and of two
    // that begin at once the second takes the secret of the first.
    let draft = "\(path).\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    guard
      FileManager.default.createFile(
        atPath: draft, contents: secret, attributes: [.posixPermissions: 0o600])
    else { throw ReportedFailure(.configuration, "the \(purpose) \(path) cannot be written") }
    guard link(draft, path) == 0 || errno == EEXIST else {
      throw ReportedFailure(.configuration, "the \(purpose) \(path) cannot be written")
    }
    guard let stored = FileManager.default.contents(atPath: path) else {
      throw ReportedFailure(.configuration, "the \(purpose) \(path) cannot be read")
    }
    return [UInt8](stored)
  }
}
