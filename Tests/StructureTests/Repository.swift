import Foundation

/// The work tree that these tests were compiled from.
enum Repository {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The paths of the files that people write, without build products and other ignored folders.
  static func written() throws -> [String] {
    let top = try FileManager.default.contentsOfDirectory(atPath: root.path)
    let ignored: Set = [".almanac", ".build", ".build-tools", ".git"]
    return try top.filter { !ignored.contains($0) && !$0.hasPrefix(".build-") }.flatMap(below)
      .sorted()
  }

  private static func below(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    let absolute = root.appending(path: path).path
    guard FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder) else {
      return []
    }
    guard isFolder.boolValue else { return [path] }
    return try FileManager.default.contentsOfDirectory(atPath: absolute)
      .flatMap { try below("\(path)/\($0)") }
  }
}
