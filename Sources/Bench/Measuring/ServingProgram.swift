import Foundation

/// A server that runs beside the bench until it is stopped.
final class ServingProgram {
  /// Where it listens, such as `http://127.0.0.1:40123`.
  let address: String
  /// Its process.
  let processID: Int32
  private let process: Process
  private let log: ScratchFile

  /// Starts a program and waits until it has written an address with a port to its log.
  init(_ path: String, _ arguments: [String], environment: [String: String] = [:]) async throws {
    let process = Process()
    let log = try ScratchFile()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = log.handle
    process.standardError = log.handle
    try process.run()
    self.process = process
    self.log = log
    processID = process.processIdentifier
    guard let address = try await ServingProgram.address(of: process, log) else {
      process.terminate()
      process.waitUntilExit()
      throw BenchError.unreadable(program: path, output: try log.text())
    }
    self.address = address
  }

  /// Ends it and waits for that.
  func stop() {
    process.terminate()
    process.waitUntilExit()
  }

  private static func address(of process: Process, _ log: ScratchFile) async throws -> String? {
    for _ in 0..<200 {
      let text = try log.text()
      if let match = text.firstMatch(of: #/http://127\.0\.0\.1:[1-9][0-9]*/#) {
        return String(match.output)
      }
      guard process.isRunning else { return nil }
      try await Task.sleep(for: .milliseconds(50))
    }
    return nil
  }
}
