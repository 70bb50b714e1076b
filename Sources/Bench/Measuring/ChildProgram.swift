import Foundation

/// A program that is run to its end, its output taken whole.
struct ChildProgram {
  let path: String
  let arguments: [String]
  var environment: [String: String] = [:]
  var folder: String?
  /// Whether what it writes to its standard error counts as output.
  var hearsErrors = false

  init(_ path: String, _ arguments: [String], environment: [String: String] = [:]) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
  }

  /// Runs it and returns its standard output; throws when it fails.
  @discardableResult
  func run() throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a full pipe would stop the program.
    let (output, errors) = (try ScratchFile(), try ScratchFile())
    process.standardOutput = output.handle
    process.standardError = hearsErrors ? output.handle : errors.handle
    try process.runHearingSignals()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchError.failed(
        program: ([path] + arguments.prefix(3)).joined(separator: " "),
        status: process.terminationStatus, output: try output.text() + errors.text())
    }
    return try output.text()
  }

  /// The first of some paths at which there is a program.
  static func find(_ name: String, in folders: [String]) throws(BenchError) -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let all = folders + path.split(separator: ":").map(String.init)
    for folder in all where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
      return "\(folder)/\(name)"
    }
    throw .missing(program: name)
  }
}

/// A file that goes when it is no longer used.
final class ScratchFile {
  let path: String
  let handle: FileHandle

  init() throws {
    path = NSTemporaryDirectory() + "almanac-bench-\(UUID().uuidString)"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    handle = try FileHandle(forWritingTo: URL(filePath: path))
  }

  func text() throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  deinit {
    try? handle.close()
    try? FileManager.default.removeItem(atPath: path)
  }
}
