import Foundation
import SQL
import Testing

@Suite struct SQLFolderTests {
  @Test func `the embedded queries are the folders' files`() throws {
    let files = try ["live", "queries", "source"].flatMap(names)
    #expect(Query.all.map(\.name).sorted() == files.sorted())
    #expect(Set(files).count == files.count)
  }

  @Test func `the embedded migrations are the folder's files, without holes`() throws {
    #expect(try MigrationFile.all.map(\.name) == names(in: "migrations").sorted())
    #expect(MigrationFile.all.map(\.number) == Array(1...MigrationFile.all.count))
  }

  @Test(arguments: Query.all)
  func `a query begins with its name and its purpose`(query: Query) {
    #expect(query.sql.prefixMatch(of: #/-- ([a-z_]+): \S.*\n/#)?.1 == query.name[...])
  }

  @Test(arguments: Query.all)
  func `a query names each of its parameters and no other`(query: Query) throws {
    let lines = query.sql.split(separator: "\n", omittingEmptySubsequences: false)
    let header = lines.prefix { $0.hasPrefix("--") }.joined(separator: "\n")
    let body = lines.drop { $0.hasPrefix("--") }.joined(separator: "\n")
    let named = Set(header.matches(of: #/\$(\d+)/#).map(\.1))
    #expect(named == Set(body.matches(of: #/\$(\d+)/#).map(\.1)))
  }

  @Test func `a shared part begins with its name and its purpose, and a query has it`() throws {
    for name in try names(in: "shared") {
      let path = Repository.root.appending(path: "SQL/shared/\(name).sql")
      let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
      #expect(lines.first?.hasPrefix("-- \(name): ") == true, "\(name)")
      let line = try #require(
        lines.first { !$0.hasPrefix("--") && $0.contains(" ") && !$0.contains("shared.") })
      #expect(Query.all.contains { $0.sql.contains(line) }, "\(name)")
    }
  }

  @Test(arguments: Query.all)
  func `a query has its parts written out`(query: Query) {
    #expect(!query.sql.contains("shared."))
  }

  @Test(arguments: MigrationFile.all)
  func `a migration begins with what it is for`(migration: MigrationFile) {
    #expect(migration.sql.hasPrefix("-- "))
    #expect(migration.name.wholeMatch(of: #/\d{4}_[a-z_]+/#) != nil)
  }

  private func names(in folder: String) throws -> [String] {
    let path = Repository.root.appending(path: "SQL/\(folder)").path
    return try FileManager.default.contentsOfDirectory(atPath: path).map { file in
      try #require(file.wholeMatch(of: #/([a-z0-9_]+)\.sql/#).map { String($0.1) })
    }
  }
}
