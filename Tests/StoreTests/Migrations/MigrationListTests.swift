import Testing

@testable import Store

@Suite
struct MigrationListTests {
  @Test(arguments: [
    (
      ["0001_create_desk", "0003_create_chair"],
      "migration 2 is missing before 0003_create_chair"
    ),
    (["0002_create_desk"], "migration 1 is missing before 0002_create_desk"),
    (
      ["0001_create_desk", "0001_create_chair"],
      "migration 1 exists 2 times: 0001_create_chair, 0001_create_desk"
    ),
    (
      ["0001_desk"],
      "0001_desk.sql is not named as a migration: four digits, a verb and an object, "
        + "such as 0001_create_runs.sql"
    ),
  ])
  func `a list with a fault is refused`(names: [String], message: String) throws {
    let error = try #require(throws: MigrationError.self) {
      _ = try Migrator(names.map(migration))
    }
    #expect(error.description == message)
  }

  @Test
  func `a name has the number that it begins with`() {
    #expect(throws: MigrationError.name("0002_create_desk")) {
      _ = try Migrator([Migration(number: 1, name: "0002_create_desk", sql: "")])
    }
  }

  @Test
  func `a list may come in any order`() throws {
    _ = try Migrator(["0002_create_chair", "0001_create_desk"].map(migration))
    _ = try Migrator([])
  }

  private func migration(_ name: String) -> Migration {
    Migration(number: Int(name.prefix(4)) ?? 0, name: name, sql: "")
  }
}
