import Foundation

/// Writes Swift source that holds the text of SQL files: `EmbedSQL OUTPUT FILE...`.
///
/// A file of a folder `migrations` becomes a `MigrationFile`, one of `shared` a part of the queries
/// that mention it, any other a `Query`.
@main
struct EmbedSQL {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first else { throw EmbeddingError.noOutput }
    let files = try arguments.dropFirst().map(SQLFile.init)
    let migrations = files.filter(\.isMigration)
    let shared = SharedSQL(files.filter { $0.folder == "shared" })
    let queries = try files.filter { $0.folder != "shared" && !$0.isMigration }
      .map { try $0.completed(by: shared) }
    let source = """
      extension MigrationFile {
        /// Every migration, by number.
        public static let all: [MigrationFile] = [
      \(migrations.map { "    \($0.memberName)," }.joined(separator: "\n"))
        ]
      }

      \(migrations.map(\.migrationSource).joined(separator: "\n"))
      extension Query {
        /// Every query, by the name of its file.
        public static let all: [Query] = [
      \(queries.map { "    \($0.memberName)," }.joined(separator: "\n"))
        ]
      }

      \(queries.map(\.querySource).joined(separator: "\n"))
      """
    try source.write(toFile: output, atomically: true, encoding: .utf8)
  }
}

enum EmbeddingError: Error {
  case noExpression(name: String)
  case noOutput
  case unknownPart(name: String)
  case unnumbered(path: String)
}
