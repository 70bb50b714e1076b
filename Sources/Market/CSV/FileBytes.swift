import Foundation

/// The bytes of a file, inflated on the way when they are gzip.
///
/// Compression is recognized by the file's first two bytes, not by its name, and undone by the
/// system's `gzip -dc` in a process of its own: memory stays at one chunk.
final class FileBytes: ByteSource {
  private static let chunkSize = 1 << 18
  private static let gzipMagic: [UInt8] = [0x1F, 0x8B]

  private let path: String
  private let input: FileHandle
  private let inflation: Process?
  private var isFinished = false

  /// Opens the file.
  ///
  /// - Throws: ``InputError/unreadable(path:reason:)``.
  init(path: String) throws {
    self.path = path
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw InputError.unreadable(path: path, reason: "no such file, or no permission")
    }
    let magic = try file.read(upToCount: 2).map(Array.init) ?? []
    try file.seek(toOffset: 0)
    guard magic == FileBytes.gzipMagic else {
      input = file
      inflation = nil
      return
    }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc"]
    process.standardInput = file
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    try file.close()
    input = pipe.fileHandleForReading
    inflation = process
  }

  deinit {
    try? input.close()
    if let inflation, inflation.isRunning { inflation.terminate() }
  }

  func read() throws -> [UInt8] {
    guard !isFinished else { return [] }
    if let data = try input.read(upToCount: FileBytes.chunkSize), !data.isEmpty {
      return Array(data)
    }
    isFinished = true
    guard let inflation else { return [] }
    inflation.waitUntilExit()
    guard inflation.terminationStatus == 0 else {
      throw InputError.unreadable(path: path, reason: "gzip reports damage, or is not installed")
    }
    return []
  }
}
