import Foundation
import TestSupport

/// The built program, run as its users run it.
struct Program: Sendable {
  /// What a run of the program left.
  struct Outcome: Sendable {
    var status: Int32
    var output: String
    var errors: String
  }

  let database: String
  /// The working directory.
  var folder = Program.repository
  /// Where the job files are.
  static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs a command to its end.
  func run(_ arguments: String...) async throws -> Outcome {
    try await run(arguments)
  }

  /// Runs a command to its end, in its folder or another.
  func run(_ arguments: [String], in folder: URL? = nil) async throws -> Outcome {
    try await Program.finish(try start(arguments, in: folder))
  }

  /// Starts a command.
  func start(
    _ arguments: [String], in folder: URL? = nil, home: String? = nil
  ) throws -> Started {
    let process = Process()
    process.executableURL = try Program.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? self.folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "DATABASE_URL": database,
    ]
    process.environment?["HOME"] = home
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return Started(process: process, output: output, errors: errors)
  }

  /// A command that runs.
  struct Started: @unchecked Sendable {
    let process: Process
    let output: Pipe
    let errors: Pipe
  }

  /// Waits for a command, off the cooperative pool.
  static func finish(_ started: Started) async throws -> Outcome {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let errors = DispatchQueue(label: "errors")
        nonisolated(unsafe) var errorBytes = Data()
        errors.async { errorBytes = started.errors.fileHandleForReading.readAll() }
        let bytes = started.output.fileHandleForReading.readAll()
        started.process.waitUntilExit()
        errors.sync {}
        continuation.resume(
          returning: Outcome(
            status: started.process.terminationStatus,
            output: String(decoding: bytes, as: UTF8.self),
            errors: String(decoding: errorBytes, as: UTF8.self)))
      }
    }
  }

  /// `almanac` beside the test bundle.
  private static var executable: URL {
    get throws {
      let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      let folders = [
        bundle.deletingLastPathComponent(), repository.appending(path: ".build/debug"),
      ]
      let found = folders.map { $0.appending(path: "almanac") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
      guard let found else { throw ProgramMissing(folders: folders.map(\.path)) }
      return found
    }
  }
}

struct ProgramMissing: Error {
  var folders: [String]
}
