import Calendars
public import Dates
import HTTPTypes
import Logging
import Postgres
import ReadAPI
import Store

/// The materialized side: the read API itself, from the text of a request to the bytes of a body,
/// without a socket and without its memory of answers.
public struct APIAnswers: Answers {
  private let api: API
  private let pool: Pool

  /// The API over a database; `connections` at most are opened.
  public init(url: String, connections: Int = 2) {
    pool = Pool(APIAnswers.settings(url), limit: connections, acquireTimeout: .seconds(60))
    var settings = APISettings()
    settings.cacheBytes = 0
    api = API(
      settings: settings, database: ReadDatabase(pool), cursorKey: .random(),
      logger: Logger(label: "almanac.verify") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Patient, since no client waits; as whoever connects, since that one may build as well.
  private static func settings(_ url: String) -> ConnectionSettings {
    var settings = ConnectionSettings.reading(url: url, applicationName: "almanac verify")
    settings.statementTimeout = .seconds(60)
    settings.lockTimeout = .seconds(10)
    settings.deadline = .seconds(65)
    settings.connectTimeout = .seconds(5)
    settings.sessionSettings["role"] = nil
    return settings
  }

  /// The API's answer.
  public func reply(to question: Question) async throws -> Reply {
    let answer = await api.answer(
      HTTPRequest(
        method: .get, scheme: "http", authority: "verify", path: "/v1/discovery?\(question)"))
    return Reply(status: answer.status.code, body: try JSON(reading: answer.body))
  }

  /// What the live version of the cell has stored.
  public func exclusions(city: String, date: LocalDate) async throws -> [Int64: Int16]? {
    try await pool.withConnection { connection in
      try await connection.readExclusions(city: city, date: date)
    }
  }

  /// Closes the connections.
  public func close() async { await pool.close() }
}
