import Foundation

/// A pipe that ends the `poll` of a connection's thread from any other thread.
final class WakePipe: Sendable {
  /// The end to poll for reading.
  let reader: Int32
  private let writer: Int32

  init() throws(PostgresError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw PostgresError(
        .connectionFailed, statement: "connect",
        message: "no pipe could be made: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    reader = ends[0]
    writer = ends[1]
  }

  deinit {
    close(reader)
    close(writer)
  }

  /// Makes the reader readable; a pipe that is full is readable already.
  func wake() {
    var byte: UInt8 = 0
    _ = write(writer, &byte, 1)
  }

  /// Takes what has been written so far.
  func drain() {
    var bytes: [UInt8] = Array(repeating: 0, count: 64)
    while read(reader, &bytes, bytes.count) > 0 {}
  }
}
