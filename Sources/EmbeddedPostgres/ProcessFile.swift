import Foundation

/// `postmaster.pid`, which a running server keeps in its data folder.
struct ProcessFile {
  /// The process that wrote it.
  let process: Int32
  private let data: String

  /// Reads the file; nil when there is none.
  init?(_ paths: ClusterPaths) {
    guard let text = try? String(contentsOfFile: paths.processFile, encoding: .utf8),
      let line = text.split(separator: "\n").first, let process = Int32(line)
    else { return nil }
    self.process = process
    data = paths.data
  }

  /// The server's process if it still lives; nil for a file that a crash left behind, even when
  /// the number belongs to another program by now.
  var livingProcess: Int32? {
    guard kill(process, 0) == 0 else { return nil }
    let files = FileManager.default
    guard files.fileExists(atPath: "/proc/self/cwd") else { return process }
    // A server works in its data folder.
    let folder = try? files.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
    return folder == URL(filePath: data).resolvingSymlinksInPath().path ? process : nil
  }
}
