import Synchronization

/// Files as they were when they were first read: whoever reads one again gets the same bytes.
public final class FileSnapshot: Sendable {
  private struct State {
    var contents: [String: [UInt8]] = [:]
    var paths: [String: [String]] = [:]
    var isHashed = false
    var isWhole = true
  }

  private let origin: SourceFiles
  private let state = Mutex(State())

  /// A snapshot of nothing yet.
  public init(of origin: SourceFiles) {
    self.origin = origin
  }

  /// The files of the snapshot; one that is not in it is read now.
  public var files: SourceFiles {
    SourceFiles(bytes: { try self.bytes(at: $0) }, paths: { self.paths(in: $0) })
  }

  /// What the files read so far and those of `folders` with one of the endings hash to, their paths
  /// included; nil when one of them cannot be read.
  public func hash(folders: [(path: String, endings: [String])]) -> Int64? {
    for (folder, endings) in folders {
      let paths = paths(in: folder).filter { path in endings.contains(where: path.hasSuffix) }
      guard paths.allSatisfy({ (try? bytes(at: $0)) != nil }) else { return nil }
    }
    return state.withLock { state in
      state.isHashed = true
      let lines = state.contents.sorted { $0.key < $1.key }
        .map { "\($0.value.count) \(StableHash.hash($0.value)) \($0.key)\n" }
      return StableHash.hash(Array(lines.joined().utf8))
    }
  }

  /// Whether everything that was read is in the hash.
  public var isWhole: Bool { state.withLock { $0.isWhole && $0.isHashed } }

  private func bytes(at path: String) throws -> [UInt8]? {
    if let known = state.withLock({ $0.contents[path] }) { return known }
    let found = Result { try origin.bytes(path) }
    return try state.withLock { state in
      // A file that is not there, or cannot be read, may be there a moment later.
      guard !state.isHashed, let bytes = try? found.get() else {
        state.isWhole = false
        return try found.get()
      }
      state.contents[path] = bytes
      return bytes
    }
  }

  private func paths(in folder: String) -> [String] {
    if let known = state.withLock({ $0.paths[folder] }) { return known }
    let found = origin.paths(folder)
    state.withLock { $0.paths[folder] = found }
    return found
  }
}
