public import ArgumentParser
import Discovery
import Postgres
public import Store

/// `almanac explain`
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show why a space is, or is not, in an answer, and where.",
    discussion: """
      What is told is what the cell was built from; only the bookings are those of the source as it \
      is now. The options are the parameters of GET /v1/discovery.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var request: ExplainOptions

  @Option(
    help: ArgumentHelp(
      "A generation, or an RFC 3339 instant, to explain as of. Default: what is live.",
      valueName: "generation"))
  var asOf: ReadMoment = .newest

  func run() async throws {
    let query: ExplainQuery
    do throws(ParameterFault) {
      query = try request.query
    } catch {
      throw ValidationError(error.message)
    }
    let (city, date) = (query.discovery.city, query.discovery.date)
    let moment = asOf
    let (facts, bookings) = try await global.withConnection("explain") { connection in
      try await moment.requirePast(on: connection)
      return (
        try await connection.spaceFacts(query, at: moment),
        try await connection.spaceBookings(city: city, spaceID: query.space, date: date)
      )
    }
    guard let facts else { throw ReportedFailure(.dataError, "there is no space \(query.space)") }
    guard facts.city == city else {
      throw ReportedFailure(
        .dataError, "the space \(query.space) is in \(facts.city), not in \(city)")
    }
    guard let explanation = Explanation(facts, query: query.discovery, bookings: bookings) else {
      throw ReportedFailure(
        .dataError,
        moment == .newest
          ? "\(date) is not built for \(city)" : "\(date) of \(city) is not kept as of then")
    }
    ExplainOutput(facts: facts, explanation: explanation).write(global.format)
  }
}

extension ReadMoment {
  /// Throws when it is a generation that is still to come: a slip of the finger, from a person.
  fileprivate func requirePast(on connection: Connection) async throws {
    guard case .generation(let generation) = self else { return }
    let newest = try await connection.lastGeneration()
    guard generation <= newest else {
      throw ReportedFailure(
        .dataError, "there is no generation \(generation); the newest is \(newest)")
    }
  }
}

extension ReadMoment: ExpressibleByArgument {
  /// A generation, or an RFC 3339 instant.
  public init?(argument: String) { self.init(argument) }
}
