import Dates
import Foundation
import Store
import Synchronization

/// The API's memory of the cities and of what is live, which names answers in the cache and nothing
/// else.
///
/// A request that finds nothing here asks the database; so a memory that lags costs statements,
/// and a memory that has not been confirmed for too long is not used at all.
final class LivePointers: Sendable {
  private struct State {
    var cities: [String: ListedCity] = [:]
    var pointers: [CellName: LivePointer] = [:]
    var marks: ReadMarks?
    var readAt: ContinuousClock.Instant?
    var confirmedAt: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let trustedFor: Duration
  /// Read anew after this time even when the marks say that nothing has changed.
  static let keptFor = Duration.seconds(300)

  /// An empty memory, trusted for a time after each confirmation.
  init(trustedFor: Duration) {
    self.trustedFor = trustedFor
  }

  /// Notes that nothing has changed since these marks; false when something has, or when the
  /// memory is due to be read anew.
  func confirm(_ marks: ReadMarks, at now: ContinuousClock.Instant) -> Bool {
    state.withLock { state in
      guard state.marks == marks, let readAt = state.readAt,
        readAt.duration(to: now) < LivePointers.keptFor
      else { return false }
      state.confirmedAt = now
      return true
    }
  }

  /// Takes over the cities and what is live as of the marks, which were read before them.
  func replace(
    _ cities: [ListedCity], _ pointers: [CellName: LivePointer], marks: ReadMarks,
    at now: ContinuousClock.Instant
  ) {
    let named = Dictionary(cities.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    state.withLock {
      $0 = State(
        cities: named, pointers: pointers, marks: marks, readAt: now, confirmedAt: now)
    }
  }

  /// Forgets that it was confirmed, until the next time.
  func distrust() {
    state.withLock { $0.confirmedAt = nil }
  }

  /// The place of a cell, at a generation other than the live one if that is named; nil when the
  /// memory is too old to tell.
  func place(
    of cell: CellName, generation: Int64? = nil, at now: ContinuousClock.Instant
  ) -> Place? {
    trusted(at: now) { state, marks in
      guard let city = state.cities[cell.city] else { return Place.nowhere(marks) }
      if let generation { return Place(generation, city.catalogue, nil) }
      guard let pointer = state.pointers[cell] else { return Place.nowhere(marks) }
      return Place(pointer.generation, city.catalogue, pointer.checkedAsOf)
    }
  }

  /// The place of a city's cells within a range; nil when the memory is too old to tell.
  func place(
    of city: String, _ range: DateRange, at now: ContinuousClock.Instant
  ) -> Place? {
    trusted(at: now) { state, marks in
      guard let listed = state.cities[city] else { return Place.nowhere(marks) }
      let checks = range.dates.compactMap {
        state.pointers[CellName(city: city, date: $0)]?.checkedAsOf
      }
      return Place(listed.generation, listed.catalogue, checks.min())
    }
  }

  /// The place of the list of all cities; nil when the memory is too old to tell.
  func place(at now: ContinuousClock.Instant) -> Place? {
    trusted(at: now) { _, marks in Place.nowhere(marks) }
  }

  private func trusted(
    at now: ContinuousClock.Instant, _ place: (State, ReadMarks) -> Place
  ) -> Place? {
    state.withLock { state in
      guard let marks = state.marks, let confirmedAt = state.confirmedAt,
        confirmedAt.duration(to: now) <= trustedFor
      else { return nil }
      return place(state, marks)
    }
  }

  /// What is live of each city that is known, however old the knowledge.
  func standings(at now: Instant) -> [CityStanding] {
    let (cities, pointers) = state.withLock { ($0.cities, $0.pointers) }
    var checks: [String: [LocalDate: Instant]] = [:]
    for (cell, pointer) in pointers {
      checks[cell.city, default: [:]][cell.date] = pointer.checkedAsOf
    }
    return cities.values.sorted { $0.slug < $1.slug }.map { city in
      let today = TimeZone(identifier: city.timeZone).map { now.localDate(in: $0) }
      let live = checks[city.slug] ?? [:]
      return CityStanding(
        city: city.slug, todayAsOf: today.flatMap { live[$0] },
        oldestAsOf: live.filter { $0.key >= today ?? $0.key }.values.min())
    }
  }
}

/// How fresh a city's cells are.
struct CityStanding: Hashable, Sendable {
  let city: String
  /// The instant at which today's cell last agreed with its inputs; nil when it is not live.
  let todayAsOf: Instant?
  /// The earliest such instant of the cells from today on; nil when none is live.
  let oldestAsOf: Instant?
}

extension Place {
  fileprivate init(_ generation: Int64, _ catalogue: Int64, _ checkedAsOf: Instant?) {
    standing = Standing(generation: generation, catalogue: catalogue)
    self.checkedAsOf = checkedAsOf
  }

  /// Where no cell is, until anything changes anywhere.
  fileprivate static func nowhere(_ marks: ReadMarks) -> Place {
    Place(-marks.generation - 1, marks.catalogue, nil)
  }
}
