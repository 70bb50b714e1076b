import Calendars

/// Findings about a job that only its cities and their calendars can show.
struct JobCheck {
  let job: Job
  /// The cities that are built.
  let cities: [City]
  /// Every city that there is; nil when that is not known.
  let known: [City]?
  let calendars: [String: CityCalendar]

  var diagnostics: [Diagnostic] {
    unknownCities + cityCalendars + unusedLayers
  }

  private var unknownCities: [Diagnostic] {
    guard let known = known?.map(\.slug) else { return [] }
    let named = (job.cities.slugs ?? []) + job.cities.except
    return named.filter { !known.contains($0.value) }.map { slug in
      Diagnostic(
        .error, ExpansionCode.unknownCity, at: slug.location, "there is no city '\(slug.value)'",
        hint: Spelling.hint(for: slug.value, among: known))
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

  /// Holidays that rules name and no calendar has.
  static func unknownHolidays(of job: Job, in library: CalendarLibrary) -> [Diagnostic] {
    let known = Set(
      library.calendars.values.flatMap { $0.holidays.map(\.id.value) }
        + HolidayCategory.allCases.map(\.rawValue) + ["any"])
    return job.layers.flatMap(\.namedHolidays).filter { !known.contains($0.value) }.map { id in
      Diagnostic(
        .error, ExpansionCode.unknownHoliday, at: id.location,
        "'\(id.value)' is no category of holidays, and no calendar has a holiday of that id",
        hint: Spelling.nearest(to: id.value, among: known).map { "did you mean '\($0)'?" }
          ?? "almanac calendar show NAME lists the ids of a calendar")
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
