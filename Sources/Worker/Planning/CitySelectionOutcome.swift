import Calendars
import Expansion
import Store

/// The cities that a run is to build, and those that it cannot.
struct CitySelectionOutcome {
  let expander: Expander
  /// Cities with a fault in their row of the source, by number.
  let faults: [(cityID: Int32?, failure: RunFailure)]
  /// Cities of the job that the source has no more.
  let departed: [City]

  /// The cities of `sources`, of those that are gone, and of those that the source does not
  /// describe, out of all that are known: a job may misspell a city.
  init(
    _ sources: [SourceCity], known: KnownCities, departed gone: [SourceCity] = [],
    faults unusable: [CityFault] = [], job: Job, calendars: CalendarLibrary
  ) {
    var cities: [City] = []
    var faults: [(cityID: Int32?, failure: RunFailure)] = unusable.map { fault in
      (fault.cityID, RunFailure(city: fault.name, fault.error))
    }
    for source in sources {
      do {
        let namesakes = known.all.filter { $0.slug == source.slug }.map(\.cityID)
        guard namesakes.first == source.cityID else {
          throw CatalogueError.repeatedSlug(city: source.slug, cityIDs: namesakes)
        }
        cities.append(try City(source))
      } catch {
        faults.append((source.cityID, RunFailure(city: source.slug, error)))
      }
    }
    // With a faulty row among them nobody knows whether the job means that city.
    let all = known.faults.isEmpty ? try? known.all.map(City.init) : nil
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

extension RunFailure {
  /// The failure of a city whose row of the source is at fault.
  fileprivate init(city: String, _ error: any Error) {
    self.init(city: city, stage: BuildStage.catalogue.rawValue, cause: error)
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
