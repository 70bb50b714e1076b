import Calendars

/// Findings about a job that only its cities and their calendars can show.
struct JobCheck {
  let job: Job
  /// The cities that are built.
  let cities: [City]
  /// Every city that there is; nil when that is not known.
  let known: [City]?
  let calendars: [String: CityCalendar]
  /// What the calendars were chosen from.
  let library: CalendarLibrary

  var diagnostics: [Diagnostic] {
    unknownCities + cityCalendars + unusedLayers + strangeHolidays
  }

  /// A city that is to be built and that there is not is an error; one that is left out may be gone.
  private var unknownCities: [Diagnostic] {
    unknown(job.cities.slugs ?? [], .error) + unknown(job.cities.except, .note)
  }

  private func unknown(
    _ slugs: [Placed<String>], _ severity: Diagnostic.Severity
  ) -> [Diagnostic] {
    guard let known = known?.map(\.slug) else { return [] }
    return slugs.filter { !known.contains($0.value) }.map { slug in
      Diagnostic(
        severity, ExpansionCode.unknownCity, at: slug.location,
        "there is no city '\(slug.value)'", hint: Spelling.hint(for: slug.value, among: known))
    }
  }

  private var cityCalendars: [Diagnostic] {
    cities.compactMap { city in
      switch calendars[city.slug] {
      // Where the job asks for a calendar, expanding that one city is the error.
      case .missing(let ids) where job.missingCalendar == .warn:
        .noCalendar(of: city, tried: ids, .warning)
      case .missing, .found, .invalid, nil: nil
      }
    }
  }

  /// Layers that speak for nothing that the cities are or have.
  private var unusedLayers: [Diagnostic] {
    guard let cities = known else { return [] }
    return job.layers.compactMap { layer in
      guard let location = layer.location, layer.name.kind < .category,
        !cities.contains(where: { layer.name.covers($0) })
      else { return nil }
      let known: Set<String> =
        switch layer.name.kind {
        case .country: Set(cities.map(\.country))
        case .region: Set(cities.compactMap(\.subdivision))
        default: Set(cities.map(\.slug))
        }
      return Diagnostic(
        .note, ExpansionCode.unusedLayer, at: location,
        "no city belongs to \(layer.name)",
        hint: Spelling.nearest(to: layer.name.key, among: known).map { "did you mean '\($0)'?" })
    }
  }

  /// Holidays that a layer names and that some calendar has, but that of none of its cities.
  private var strangeHolidays: [Diagnostic] {
    job.layers.flatMap { layer -> [Diagnostic] in
      let named = layer.namedHolidays
      guard !named.isEmpty, let ids = holidays(of: layer) else { return [] }
      let known = JobCheck.names(in: library)
      return named.filter { !ids.contains($0.value) && known.contains($0.value) }.map { id in
        Diagnostic(
          .warning, ExpansionCode.unknownHoliday, at: id.location,
          "no city that this is for has a holiday '\(id.value)' in its calendar",
          hint: JobCheck.hint(for: id.value, among: ids))
      }
    }
  }

  /// What to write in place of the id of a holiday: one that is alike, or that goes on where it ends.
  private static func hint(for id: String, among ids: Set<String>) -> String {
    let meant =
      Spelling.nearest(to: id, among: ids) ?? ids.sorted().first { $0.hasPrefix(id + "-") }
    return meant.map { "did you mean '\($0)'?" }
      ?? "almanac calendar show NAME lists the ids of a calendar"
  }

  /// The ids of the holidays that the cities of a layer have; nil when they have none, or when a
  /// calendar cannot be used.
  private func holidays(of layer: Layer) -> Set<String>? {
    var ids: Set<String> = []
    var read: Set<String> = []
    for city in cities where layer.name.kind >= .category || layer.name.covers(city) {
      switch calendars[city.slug] {
      case .found(let calendar):
        if read.insert(calendar.id).inserted { ids.formUnion(calendar.holidays.map(\.id)) }
      case .invalid: return nil
      case .missing, nil: continue
      }
    }
    return ids.isEmpty ? nil : ids
  }

  /// What a rule may say of holidays: their ids, their categories, any.
  private static func names(in library: CalendarLibrary) -> Set<String> {
    Set(
      library.calendars.values.flatMap { $0.holidays.map(\.id.value) }
        + HolidayCategory.allCases.map(\.rawValue) + ["any"])
  }

  /// Holidays that rules name and no calendar has.
  static func unknownHolidays(of job: Job, in library: CalendarLibrary) -> [Diagnostic] {
    let known = names(in: library)
    return job.layers.flatMap(\.namedHolidays).filter { !known.contains($0.value) }.map { id in
      Diagnostic(
        .error, ExpansionCode.unknownHoliday, at: id.location,
        "'\(id.value)' is no category of holidays, and no calendar has a holiday of that id",
        hint: hint(for: id.value, among: known))
    }
  }
}

extension Layer {
  /// The ids of holidays that the layer's rules name.
  fileprivate var namedHolidays: [Placed<String>] {
    let conditions =
      prices.map(\.value.condition) + (rules.capacity?.value ?? []).map(\.value.condition)
      + (rules.addOns?.value ?? []).map(\.value.value)
    let selectors =
      conditions.flatMap { ($0.holidays?.value ?? []) + ($0.eveOf?.value ?? []) }
      + (rules.holidays?.value ?? []).map(\.key)
    return selectors.compactMap { selector in
      guard case .holiday(let id) = selector.value else { return nil }
      return Placed(id, at: selector.location)
    }
  }
}
