public import Foundation

/// Inputs kept as files, one folder a target.
public enum FuzzCorpus {
  /// The folder of the repository that holds what was found.
  public static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Corpus")

  /// The files of a folder and the folders in it, by path.
  public static func inputs(in folder: URL) throws -> [(name: String, bytes: [UInt8])] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    return try paths.compactMap { path in
      let file = folder.appending(path: path)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
      return isFolder.boolValue ? nil : (path, Array(try Data(contentsOf: file)))
    }
  }
}
