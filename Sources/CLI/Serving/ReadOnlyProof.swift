import Postgres
import Store

/// The proof that the API cannot change what it reads, before it serves anything.
///
/// Each of its connections acts as `almanac_reader`, whatever its account may do, unless options in
/// the URL say otherwise; so the proof asks what a connection may do, and not what it is called.
enum ReadOnlyProof {
  /// Throws when connections with these settings could write, or cannot act as the reader, and when
  /// the schema is not that of this program: it is refused and never migrated in passing.
  static func require(_ settings: ConnectionSettings) async throws {
    let connection = try await open(settings)
    do {
      try await Migrator.ours.requireCurrent(connection)
      if let grants = try await connection.writeGrants() { throw refusal(grants) }
      await connection.close()
    } catch {
      await connection.close()
      throw error
    }
  }

  private static func open(_ settings: ConnectionSettings) async throws -> Connection {
    do {
      return try await Connection.open(settings)
    } catch let error as PostgresError where error.message.contains("permission denied to set role")
    {
      throw ReportedFailure(
        .unavailable,
        "the API acts as almanac_reader, and its account is no member of it\n"
          + "  grant almanac_reader to the account that the database's URL names")
    } catch let error as PostgresError where error.message.contains("almanac_reader") {
      // There is no such role before the first migration, which the schema tells better.
      let connection = try await Connection.open(.api(url: settings.url))
      do {
        try await Migrator.ours.requireCurrent(connection)
        await connection.close()
      } catch {
        await connection.close()
        throw error
      }
      throw error
    }
  }

  private static func refusal(_ grants: WriteGrants) -> ReportedFailure {
    let named = grants.relations.prefix(3).joined(separator: ", ")
    let others = grants.relations.count > 3 ? " and \(grants.relations.count - 3) more" : ""
    return ReportedFailure(
      .unavailable,
      "the API would act as \(grants.role), who may write to \(named)\(others)\n"
        + "  leave role= out of the options of the database's URL, and revoke from almanac_reader "
        + "what it does not need")
  }
}
