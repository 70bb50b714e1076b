import Dates
import Store

extension RunRequest {
  /// The part of the horizon that is asked for; nil when none of it is.
  func dateRange(within horizon: DateRange) -> DateRange? {
    DateRange(
      first: max(from ?? horizon.first, horizon.first), last: min(to ?? horizon.last, horizon.last))
  }

  /// Whether it is about a city, by its slug or its number.
  func names(_ city: SourceCity) -> Bool {
    cities?.contains(city.slug) ?? cityIDs?.contains(city.cityID) ?? true
  }

  /// Whether it is about a city that the source does not describe.
  func names(_ fault: CityFault) -> Bool {
    if let cities { return fault.slug.map(cities.contains) ?? false }
    return cityIDs.map { cityIDs in fault.cityID.map(cityIDs.contains) ?? false } ?? true
  }

  /// Whether it is about every city of the job.
  var coversAllCities: Bool { cities == nil && cityIDs == nil && calendar == nil }

  /// Whether it is about whole cities, so that the end of one is a part of it.
  var coversCities: Bool { calendar == nil && from == nil && to == nil }
}
