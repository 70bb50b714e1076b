import Calendars
import Expansion
import Store

/// The cities that a run is to build, and those that it cannot.
struct CitySelectionOutcome {
  let expander: Expander
  /// Cities with a fault in their row of the source, by number.
  let faults: [(cityID: Int32, failure: RunFailure)]
  /// Cities of the job that the source has no more.
  let departed: [City]

  /// The cities of `sources`, and of those that are gone, out of all that are known: a job may
  /// misspell a city.
  init(
    _ sources: [SourceCity], known: [SourceCity], departed gone: [SourceCity] = [], job: Job,
    calendars: CalendarLibrary
  ) {
    var cities: [City] = []
    var faults: [(cityID: Int32, failure: RunFailure)] = []
    for source in sources {
      do {
        let namesakes = known.filter { $0.slug == source.slug }.map(\.cityID)
        guard namesakes.first == source.cityID else {
          throw CatalogueError.repeatedSlug(city: source.slug, cityIDs: namesakes)
        }
        cities.append(try City(source))
      } catch {
        let failure = RunFailure(
          city: source.slug, stage: BuildStage.catalogue.rawValue, message: "\(error)")
        faults.append((source.cityID, failure))
      }
    }
    // With a faulty row among them nobody knows whether the job means that city.
    let all = try? known.map(City.init)
    departed = gone.compactMap { try? City($0) }.filter { job.cities.contains($0.original) }
    expander = Expander(job: job, calendars: calendars, cities: cities, known: all)
    self.faults = faults
  }

  /// The cities whose holidays come from a calendar, or from one that builds on it.
  func slugs(withCalendar id: String) -> Set<String> {
    let cities = expander.cities.filter { city in
      expander.calendar(of: city)?.chain.contains(id) ?? false
    }
    return Set(cities.map(\.slug))
  }

  /// Whether there is nothing to do.
  var isEmpty: Bool { expander.cities.isEmpty && faults.isEmpty && departed.isEmpty }

  var failedResults: [CityResult] {
    faults.map { fault in
      var result = CityResult()
      result.failure = fault.failure
      return result
    }
  }
}

extension City {
  /// The city under the slug that it had before another took it.
  fileprivate var original: City {
    var city = self
    city.slug = String(slug.prefix { $0 != "~" })
    return city
  }
}
