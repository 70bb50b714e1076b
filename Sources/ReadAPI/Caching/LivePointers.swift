import Dates
import Foundation
import Store
import Synchronization

/// The API's memory of the cities and of what is live, which names answers in the cache and tells
/// for which cells a statement is made, and nothing else.
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
    /// How often it has been read anew.
    var reading: Int64 = 0

    /// Where no version is known, until the memory is read anew: when anything changes anywhere, and
    /// every five minutes at least.
    func nowhere(_ moment: ReadMoment = .newest) -> Place {
      Place(
        standing: Standing(generation: -reading, catalogue: 0), checkedAsOf: nil, moment: moment)
    }
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
        cities: named, pointers: pointers, marks: marks, readAt: now, confirmedAt: now,
        reading: $0.reading + 1)
    }
  }

  /// Forgets that it was confirmed, until the next time.
  func distrust() {
    state.withLock { $0.confirmedAt = nil }
  }

  /// The place of a cell at a moment; nil when the memory is too old to tell.
  ///
  /// A generation that the memory knows of, and that is not before what is live, reads what is live.
  /// Of the past the memory knows nothing: retention may end it, and an instant names another
  /// generation once one is published.
  func place(
    of cell: CellName, asOf moment: ReadMoment = .newest, at now: ContinuousClock.Instant
  ) -> Place? {
    trusted(at: now) { state, marks in
      guard let city = state.cities[cell.city], let live = state.pointers[cell],
        live.isRead(at: moment, newest: marks.generation)
      else { return state.nowhere(moment) }
      return Place(live.generation, city.catalogue, live.checkedAsOf)
    }
  }

  /// The place of the cell that a cursor's pages come from: what was live at a generation stays
  /// readable while its cursors are good; nil when the memory is too old to tell.
  func place(
    of cell: CellName, continuedAt generation: Int64, at now: ContinuousClock.Instant
  ) -> Place? {
    trusted(at: now) { state, _ in
      guard let city = state.cities[cell.city] else { return state.nowhere() }
      return Place(generation, city.catalogue, nil)
    }
  }

  /// The place of a city's cells within a range; nil when the memory is too old to tell.
  func place(
    of city: String, _ range: DateRange, at now: ContinuousClock.Instant
  ) -> Place? {
    trusted(at: now) { state, _ in
      guard let listed = state.cities[city] else { return state.nowhere() }
      let checks = range.dates.compactMap {
        state.pointers[CellName(city: city, date: $0)]?.checkedAsOf
      }
      return Place(listed.generation, listed.catalogue, checks.min())
    }
  }

  /// The place of the list of all cities; nil when the memory is too old to tell.
  func place(at now: ContinuousClock.Instant) -> Place? {
    trusted(at: now) { state, _ in state.nowhere() }
  }

  /// Whether a cell may have blocks, as a large one has: as far as the memory knows, however old it
  /// is. A statement answers right either way.
  func hasBlocks(_ cell: CellName) -> Bool {
    state.withLock { $0.pointers[cell]?.hasBlocks ?? true }
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

extension LivePointer {
  /// Whether a moment certainly reads what is live, where generations are known up to the newest.
  fileprivate func isRead(at moment: ReadMoment, newest: Int64) -> Bool {
    switch moment {
    case .newest: true
    case .generation(let wanted): generation <= wanted && wanted <= newest
    case .instant: false
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
}
