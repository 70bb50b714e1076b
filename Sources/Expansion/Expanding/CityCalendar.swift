import Calendars

/// Where a city's holidays come from.
enum CityCalendar: Sendable {
  /// The calendar.
  case found(ResolvedCalendar)
  /// There is none of these ids.
  case missing([String])
  /// There is one, and it cannot be used.
  case invalid(Diagnostic)
}

/// Finds the calendars of cities, each resolved once.
struct CalendarChoice {
  private let library: CalendarLibrary
  private var resolved: [String: CityCalendar] = [:]

  init(_ library: CalendarLibrary) {
    self.library = library
  }

  /// The most specific calendar that there is: the city's own, its region's, its country's.
  mutating func calendar(of city: City) -> CityCalendar {
    let ids = ["city/\(city.slug)", city.subdivision, city.country].compactMap { $0 }
    guard let id = ids.first(where: { library.calendars[$0] != nil }) else { return .missing(ids) }
    if let known = resolved[id] { return known }
    let calendar = resolve(id)
    resolved[id] = calendar
    return calendar
  }

  private func resolve(_ id: String) -> CityCalendar {
    do throws(CalendarError) {
      return .found(try library.resolve(id))
    } catch {
      let first: Diagnostic? =
        switch error {
        case .unknown: nil
        case .invalid(_, let findings): findings.first
        }
      return .invalid(
        first
          ?? Diagnostic(
            .error, ExpansionCode.noCalendar, at: nil, "calendar '\(id)' cannot be used",
            calendar: id))
    }
  }
}

extension Diagnostic {
  static func noCalendar(of city: City, tried ids: [String], _ severity: Severity) -> Diagnostic {
    Diagnostic(
      severity, ExpansionCode.noCalendar, at: nil,
      "city '\(city.slug)' has no calendar: there is none of \(ids.joined(separator: ", "))",
      hint: "add one to the calendars, or set missing_calendar: ignore")
  }
}
