public import Calendars
public import Dates

/// Turns a job's rules and a library of calendars into the days of cities. Pure: the same job,
/// calendars, city, dates, today and places give the same bytes.
public struct Expander: Sendable {
  /// The job whose rules hold.
  public let job: Job
  /// The cities that the job builds, in the order in which they were given.
  public let cities: [City]
  /// What the cities show to be wrong with the job, sorted; that of its files and calendars is
  /// `LoadedJob.diagnostics`.
  public let diagnostics: [Diagnostic]

  private let calendars: [String: CityCalendar]

  /// The expansion of a job for those of the cities that it selects.
  ///
  /// `known` is every city that there is; with it `diagnostics` tells of cities that the job names
  /// and that there are not, and of layers to which no city belongs.
  public init(
    job: Job, calendars library: CalendarLibrary, cities: [City], known: [City]? = nil
  ) {
    self.job = job
    self.cities = cities.filter(job.cities.contains)
    var choice = CalendarChoice(library)
    var calendars: [String: CityCalendar] = [:]
    for city in self.cities { calendars[city.slug] = choice.calendar(of: city) }
    self.calendars = calendars
    let check = JobCheck(
      job: job, cities: self.cities, known: known, calendars: calendars, library: library)
    diagnostics = check.diagnostics.sorted()
  }

  /// The calendar that gives a city its holidays; nil when it has none.
  public func calendar(of city: City) -> ResolvedCalendar? {
    guard case .found(let calendar) = calendars[city.slug] else { return nil }
    return calendar
  }

  /// The days of a city.
  ///
  /// Time and memory are in proportion to the dates, and to the dates on which each rule holds.
  ///
  /// - Parameters:
  ///   - city: one of `cities`.
  ///   - dates: the local dates to expand; those that the city's clock never showed are left out.
  ///   - today: the city's date, from which notice and lead time count.
  ///   - places: the categories, venues and spaces of the city; only they get scopes.
  /// - Returns: the city's days, the same for the same arguments.
  /// - Throws: the finding because of which the city has no days: its calendar is missing and the
  ///   job asks for one, or the calendar has errors.
  public func expand(
    _ city: City, dates: DateRange, today: LocalDate, places: LayeredPlaces = .all
  ) throws(Diagnostic) -> ExpandedCity {
    let window = Window(range: dates, today: today, holidays: try holidays(of: city, dates))
    return CityExpansion(job: job, city: city, window: window, places: places).expanded()
  }

  /// The holidays of the dates and of the day after, which may have an eve among them.
  private func holidays(of city: City, _ dates: DateRange) throws(Diagnostic) -> [Holiday] {
    switch calendars[city.slug] {
    case .found(let calendar):
      return calendar.holidays(in: DateRange(first: dates.first, days: dates.count + 1))
    case .invalid(let finding): throw finding
    case .missing(let ids):
      guard job.missingCalendar != .error else { throw .noCalendar(of: city, tried: ids, .error) }
      return []
    case nil: return []
    }
  }
}

/// The categories, venues and spaces that a city has; nil for all that the job names.
public struct LayeredPlaces: Sendable {
  /// The names of the categories.
  public var categories: Set<String>?
  /// The ids of the venues.
  public var venues: Set<Int64>?
  /// The ids of the spaces.
  public var spaces: Set<Int64>?

  /// Everything that the job names.
  public static let all = LayeredPlaces()

  /// The places of a city.
  public init(
    categories: Set<String>? = nil, venues: Set<Int64>? = nil, spaces: Set<Int64>? = nil
  ) {
    self.categories = categories
    self.venues = venues
    self.spaces = spaces
  }

  func contains(_ layer: LayerName) -> Bool {
    switch layer.kind {
    case .job, .country, .region, .city: false
    case .category: categories?.contains(layer.key) ?? true
    case .venue: venues.map { ids in Int64(layer.key).map(ids.contains) ?? false } ?? true
    case .space: spaces.map { ids in Int64(layer.key).map(ids.contains) ?? false } ?? true
    }
  }
}
