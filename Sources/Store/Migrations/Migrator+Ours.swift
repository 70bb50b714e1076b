import SQL

extension Migrator {
  /// The migrations that this program was built with.
  public static var ours: Migrator {
    get throws { try Migrator(MigrationFile.all.map(Migration.init)) }
  }
}
