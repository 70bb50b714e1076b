import ArgumentParser
import Calendars
import Dates
import Expansion

/// `almanac config expand`
struct ConfigExpandCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expand",
    abstract: "Print days: each value with the layer and line it is from, and what it overrode.",
    discussion: """
      The cities are those of the database, or of a file of comma-separated values whose first \
      line names the columns slug, country, time_zone, currency and, if there are such, city_id, \
      name and subdivision.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var selection: SelectionOptions

  @Option(help: ArgumentHelp("Take the cities from a CSV file; no database.", valueName: "file"))
  var cities: String?

  func run() async throws {
    let (job, loaded) = try global.loadJob()
    let source = try await sourceCities(job)
    let expander = Expander(
      job: job, calendars: loaded.calendars, cities: source.cities, known: source.cities)
    let found = (expander.diagnostics + source.places).sorted()
    if !found.isEmpty { Terminal.error(found.rendered()) }
    guard !expander.diagnostics.hasErrors else { throw ReportedFailure(.configuration) }
    let expanded = try selected(from: expander.cities).map { try expand($0, by: expander) }
    switch global.format {
    case .json: Terminal.output(JSON.array(expanded.flatMap(\.reportJSON)).compact)
    case .text: Terminal.output(expanded.map(\.reportText).joined())
    }
  }

  private func expand(_ city: City, by expander: Expander) throws -> ExpandedCity {
    let today = global.today ?? city.today(at: .now())
    let horizon = expander.job.horizon.dates(from: today)
    let first = selection.from ?? min(horizon.first, selection.to ?? horizon.first)
    guard let dates = DateRange(first: first, last: selection.to ?? max(first, horizon.last))
    else { throw ValidationError("--to is before \(first)") }
    return try expander.expand(city, dates: dates, today: today)
  }

  private func selected(from cities: [City]) throws -> [City] {
    try selection.cities.forEach { slug in
      guard !cities.contains(where: { $0.slug == slug }) else { return }
      throw ReportedFailure(
        .dataError,
        "the job builds no city '\(slug)' (\(Spelling.hint(for: slug, among: cities.map(\.slug))))")
    }
    return selection.cities.isEmpty
      ? cities : cities.filter { selection.cities.contains($0.slug) }
  }

  private func sourceCities(_ job: Job) async throws -> SourceCities {
    guard let cities else { return try await SourceCities.read(for: job, global) }
    return SourceCities(cities: try citiesInFile(cities), places: [])
  }

  private func citiesInFile(_ path: String) throws -> [City] {
    guard let source = try SourceFiles.disk.text(at: path) else {
      throw ReportedFailure(.dataError, "there is no file '\(path)'")
    }
    let file = CityFile(source)
    guard file.diagnostics.isEmpty else {
      Terminal.error(file.diagnostics.rendered(sources: [path: source]))
      throw ReportedFailure(.dataError)
    }
    return file.cities
  }
}
