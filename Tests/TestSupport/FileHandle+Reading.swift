public import Foundation

/// Foundation's own reading crashes, or throws, when a signal interrupts it.
extension FileHandle {
  /// What has come by now, at least a byte; nothing at the end.
  public func readAvailable() -> Data {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(fileDescriptor, &buffer, buffer.count)
      if count >= 0 { return Data(buffer.prefix(count)) }
      guard errno == EINTR else { return Data() }
    }
  }

  /// All that comes until the end.
  public func readAll() -> Data {
    var all = Data()
    while case let bytes = readAvailable(), !bytes.isEmpty { all += bytes }
    return all
  }
}
