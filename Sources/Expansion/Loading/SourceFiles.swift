public import Calendars
import Foundation

/// Where job files and calendars are read from.
public struct SourceFiles: Sendable {
  /// The bytes of the file at a path; nil when there is no such file.
  public let bytes: @Sendable (String) throws -> [UInt8]?
  /// The paths of all files in a folder and the folders in it, in any order.
  public let paths: @Sendable (String) -> [String]

  /// Files that `bytes` and `paths` supply.
  public init(
    bytes: @escaping @Sendable (String) throws -> [UInt8]?,
    paths: @escaping @Sendable (String) -> [String]
  ) {
    self.bytes = bytes
    self.paths = paths
  }

  /// The files of the machine; paths start at the working directory.
  public static let disk = SourceFiles(
    bytes: { path in
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    },
    paths: { folder in
      (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
        .map { "\(folder)/\($0)" }
    })

  /// Files held in memory, by path.
  public static func memory(_ texts: [String: String]) -> SourceFiles {
    SourceFiles(
      bytes: { texts[$0].map { Array($0.utf8) } },
      paths: { folder in texts.keys.filter { $0.hasPrefix("\(folder)/") } })
  }

  /// The text at a path, nil when there is no such file; throws the finding when it cannot be read.
  public func text(at path: String) throws(Diagnostic) -> SourceText? {
    let found: [UInt8]?
    do {
      found = try bytes(path)
    } catch {
      throw Diagnostic(
        .error, ReadingCode.unreadable, at: SourceLocation(file: path, line: 1, column: 1),
        "the file cannot be read: \(error.localizedDescription)")
    }
    guard let found else { return nil }
    return try SourceText(path: path, bytes: found)
  }
}

/// Paths as job files write them.
enum SourcePath {
  /// The path that `relative` names when it is written in the file `base`.
  static func resolve(_ relative: String, from base: String) -> String {
    if relative.hasPrefix("/") { return normalized(relative) }
    let folder = base.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return normalized((folder.map(String.init) + [relative]).joined(separator: "/"))
  }

  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
