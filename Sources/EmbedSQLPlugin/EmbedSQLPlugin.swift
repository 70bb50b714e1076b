import Foundation
import PackagePlugin

/// Turns the `.sql` files of a target's folder into Swift source before the target is compiled.
///
/// SwiftPM's own `.embedInCode` writes arrays of bytes, whose checking takes minutes from about 64
/// KB of text on; string literals cost nothing.
@main
struct EmbedSQLPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL
    let inputs = try ["live", "migrations", "queries", "shared", "source"].flatMap { name in
      try FileManager.default.contentsOfDirectory(
        at: folder.appending(path: name), includingPropertiesForKeys: nil)
    }
    let files = inputs.filter { $0.pathExtension == "sql" }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSQL.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) SQL files",
        executable: try context.tool(named: "EmbedSQL").url,
        arguments: [output.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
