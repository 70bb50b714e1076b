import Calendars
public import Dates
import Discovery
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
  ///
  /// It learns which cells are large, as the API does, and then asks for each as the API would.
  public init(url: String, connections: Int = 2) async {
    pool = Pool(APIAnswers.settings(url), limit: connections, acquireTimeout: .seconds(60))
    var settings = APISettings()
    settings.cacheBytes = 0
    api = API(
      settings: settings, database: ReadDatabase(pool), cursorKey: .random(),
      logger: Logger(label: "almanac.verify") { _ in SwiftLogNoOpLogHandler() })
    let watch = PublicationWatch(api, APIAnswers.settings(url))
    await watch.refresh()
    await watch.close()
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

  /// How what is published explains a space's place in the answer to a request, as `almanac explain`
  /// does, one line for the verdict and one a step; none where no such space, date or request is.
  public func explanation(of space: Int64, in question: Question) async throws -> [String] {
    let pairs = question.pairs.map { ($0.name, $0.value) }
    guard let query = try? DiscoveryQuery(QueryString(pairs: pairs)) else { return [] }
    let facts = try await pool.withConnection { connection in
      try await connection.spaceFacts(ExplainQuery(space: space, discovery: query))
    }
    guard let facts, let explanation = Explanation(facts, query: query) else { return [] }
    let verdict =
      explanation.reason.map { "not included: \($0)" }
      ?? "included\(explanation.rank.map { ", number \($0)" } ?? "")"
    return ["space \(space): \(verdict)"] + explanation.steps.map(\.line)
  }

  /// Closes the connections.
  public func close() async { await pool.close() }
}

extension Explanation.Step {
  /// The step with its verdict, what was found and what decided it.
  fileprivate var line: String {
    let verdict = passed.map { $0 ? "passed" : "FAILED" } ?? "not recorded"
    return "\(step): \(verdict), \(detail)" + (origin.map { " (\($0))" } ?? "")
  }
}
