import ArgumentParser
import Postgres
import Store
import Worker

/// `almanac refresh`
struct RefreshCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh", abstract: "Build and publish what a change has touched, now.",
    discussion: "Cells whose inputs have not changed are left alone, whatever is named.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var build: BuildOptions
  @Option(help: ArgumentHelp("The city of a space.", valueName: "id")) var space: Int64?
  @Option(help: ArgumentHelp("The cities of a venue.", valueName: "id")) var venue: Int64?
  @Option(help: ArgumentHelp("The cities that a calendar speaks for.", valueName: "name"))
  var calendar: String?
  @Flag(help: "Everything that has changed.") var pending = false

  func validate() throws {
    let ways = [!selection.cities.isEmpty, space != nil, venue != nil, calendar != nil, pending]
    guard ways.count(where: { $0 }) == 1 else {
      throw ValidationError(
        "name one of --city, --space, --venue, --calendar and --pending")
    }
  }

  func run() async throws {
    let execution = RunExecution(
      global: global, selection: selection, build: build, defaultWait: 60)
    var request = execution.request(command: command, kind: .refresh)
    request.calendar = calendar
    if let cities = try await citiesOfPlace() { request.cities = cities }
    try await execution.perform(request)
  }

  private var command: String {
    let ways = [
      space.map { "--space \($0)" }, venue.map { "--venue \($0)" },
      calendar.map { "--calendar \($0)" }, pending ? "--pending" : nil,
    ]
    return (["refresh"] + ways.compactMap(\.self) + global.jobWords + selection.words).joined(
      separator: " ")
  }

  /// The cities that a space or a venue stands in; nil when neither is named.
  private func citiesOfPlace() async throws -> [String]? {
    if let space {
      return try await cities("no space \(space)") { try await $0.cities(ofSpace: space) }
    }
    guard let venue else { return nil }
    return try await cities("no venue \(venue)") { try await $0.cities(ofVenue: venue) }
  }

  private func cities(
    _ absence: String, _ find: @Sendable @escaping (Connection) async throws -> [String]
  ) async throws -> [String] {
    let found = try await global.withConnection("refresh", find)
    guard !found.isEmpty else { throw ReportedFailure(.dataError, "there is \(absence)") }
    return found
  }
}
