import Foundation

/// A lock on a file, held by one thread of one process at a time and freed when it dies.
enum ClusterLock {
  /// Waits for the lock and holds it during `body`.
  static func hold<T>(_ path: String, _ body: () throws -> T) throws -> T {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    while file < 0 || flock(file, LOCK_EX) != 0 {
      guard file >= 0, errno == EINTR else {
        throw EmbeddedPostgresError.file(path: path, reason: String(cString: strerror(errno)))
      }
    }
    return try body()
  }
}
