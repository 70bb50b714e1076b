/// What a database remembers of the migrations that were applied to it.
struct MigrationHistory: Sendable, Hashable {
  /// One migration that was applied.
  struct Entry: Sendable, Hashable {
    let number: Int
    let name: String
    /// SHA-256 of the text in UTF-8, in hexadecimal.
    let checksum: String
  }

  /// In the order of the numbers.
  let entries: [Entry]

  /// The migrations that are still to be applied, in order.
  ///
  /// `checksums` are those of `migrations`. Throws when the history is not a beginning of them.
  func pending(
    of migrations: [Migration], checksums: [String]
  ) throws(MigrationError) -> [Migration] {
    for (entry, (migration, checksum)) in zip(entries, zip(migrations, checksums)) {
      guard entry == Entry(number: migration.number, name: migration.name, checksum: checksum)
      else { throw .edited(applied: entry.name, file: migration.name) }
    }
    guard entries.count <= migrations.count else {
      throw .newerDatabase(unknown: entries.dropFirst(migrations.count).map(\.name))
    }
    return Array(migrations.dropFirst(entries.count))
  }
}
