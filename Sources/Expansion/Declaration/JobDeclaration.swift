import Calendars

/// A job file as it is written, before the files that it extends are taken into account.
struct JobDeclaration: Sendable {
  var schema: Placed<Int>?
  var extends: Placed<[Placed<String>]>?
  var title: Placed<String>?
  var steps: Placed<[Placed<JobStep>]>?
  var database: Placed<Secret>?
  var cities: Placed<CitySelection>?
  var horizon: Placed<HorizonDeclaration>?
  var calendars: Placed<String>?
  var missingCalendar: Placed<MissingCalendar>?
  var feeds: Placed<FeedsDeclaration>?
  var recommended: Placed<RecommendedDeclaration>?
  var gates: Placed<GatesDeclaration>?
  var retention: Placed<RetentionDeclaration>?
  var verify: Placed<VerifyDeclaration>?
  var rules = RulesDeclaration()
  var layers: Placed<LayersDeclaration>?

  static let mapping = Mapping<JobDeclaration>(
    "job", "A job: which cities it builds, how far ahead, and by which rules.",
    empty: JobDeclaration(),
    keys: [
      .required("schema", \.schema, .integer(1...1), "The form of the file: 1."),
      .optional(
        "extends", \.extends, .oneOrList(of: .text),
        "Job files that this one builds on, by paths from its own folder; later ones win."),
      .optional("title", \.title, .text, "What the job is for."),
      .optional("steps", \.steps, .steps, "What a run does, in order."),
      .optional(
        "database", \.database, .secret,
        "The database's URL from an environment variable; --database goes before it."),
      .optional("cities", \.cities, .citySelection, "Which cities: all, a list, or by country."),
      .optional(
        "horizon", \.horizon, .mapping(HorizonDeclaration.mapping), "How far ahead days are built."),
      .optional(
        "calendars", \.calendars, .text, "The folder of the calendars, from the file's own folder."),
      .optional(
        "missing_calendar", \.missingCalendar, .choice(),
        "What a city without a calendar is: an error, a warning, or a city without holidays."),
      .optional(
        "feeds", \.feeds, .mapping(FeedsDeclaration.mapping),
        "Which .ics feeds of calendars may be fetched, and how."),
    ] + RulesDeclaration.mapping.keys.map { $0.within(\.rules) } + [
      .optional(
        "recommended", \.recommended, .mapping(RecommendedDeclaration.mapping),
        "The weights of the recommended order."),
      .optional(
        "gates", \.gates, .mapping(GatesDeclaration.mapping),
        "What must hold before a new version goes live; one that fails is held."),
      .optional(
        "retention", \.retention, .mapping(RetentionDeclaration.mapping),
        "How long versions that are no longer live are kept."),
      .optional(
        "verify", \.verify, .mapping(VerifyDeclaration.mapping), "What the verify step does."),
      .optional(
        "layers", \.layers, .mapping(LayersDeclaration.mapping),
        "Rules of single countries, regions, cities, categories, venues and spaces."),
    ])
}

/// One step of a job's run.
public enum JobStep: String, CaseIterable, Hashable, Sendable {
  /// Check the source contract.
  case sourceCheck = "source-check"
  /// Bring the last good copies of the calendars' .ics feeds up to date.
  case feeds
  /// Build and publish every city and date that is stale.
  case rebuild
  /// Build and publish what the pending changes touch.
  case refresh
  /// Drop versions and dates that nobody can want any more.
  case prune
  /// Compare results with answers computed from the source.
  case verify
}

extension Shape where Value == [Placed<JobStep>] {
  /// A list of steps in which feeds are fetched before they are used.
  static var steps: Shape {
    Shape<[Placed<JobStep>]>.list(of: .choice()).map { steps, reading in
      let build = steps.value.firstIndex { $0.value == .rebuild || $0.value == .refresh }
      if let build, let late = steps.value[build...].first(where: { $0.value == .feeds }) {
        let use = steps.value[build].value.rawValue
        reading.error(
          ExpansionCode.stepOrder, at: late.location,
          "'feeds' comes after '\(use)', which uses them",
          hint: "[feeds, \(use)]")
      }
      return steps.value
    }
  }
}

/// What a city without a calendar is.
public enum MissingCalendar: String, CaseIterable, Hashable, Sendable {
  /// An error: the city is not built.
  case error
  /// A city without holidays, with a warning.
  case warn
  /// A city without holidays.
  case ignore
}
