import Foundation

/// A file without a name, for what a program reads or writes.
final class ScratchFile {
  let descriptor: Int32

  /// A file with this text, to be read from its beginning.
  init(_ text: String = "") throws {
    var path = Array("\(NSTemporaryDirectory())/almanac-XXXXXX".utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else {
      throw EmbeddedPostgresError.file(
        path: NSTemporaryDirectory(), reason: String(cString: strerror(errno)))
    }
    unlink(path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    guard !text.isEmpty else { return }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    try file.write(contentsOf: Data(text.utf8))
    try file.seek(toOffset: 0)
  }

  deinit { close(descriptor) }

  /// All that has been written.
  func contents() throws -> String {
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    try file.seek(toOffset: 0)
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }
}
