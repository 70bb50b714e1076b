public import Dates
import Expansion
public import Live
public import Postgres

/// A city on a date, to be compared.
public struct CellChoice: Sendable, Hashable {
  /// The city's slug.
  public var city: String
  /// The local date.
  public var date: LocalDate

  /// The cell of a city and date.
  public init(city: String, date: LocalDate) {
    self.city = city
    self.date = date
  }
}

extension CellChoice {
  /// Every cell of the job's cities, or of those named, from `from` through `to`: the first, the
  /// last, the first closed one and the first open one of each city before the others, those
  /// shuffled by the seed.
  public static func all(
    of live: LivePath, cities: [String] = [], from: LocalDate? = nil, to: LocalDate? = nil,
    seed: UInt64, on connection: Connection
  ) async throws -> [CellChoice] {
    var edges: [CellChoice] = []
    var others: [CellChoice] = []
    for city in try await live.cities(from: connection)
    where cities.isEmpty || cities.contains(city.slug) {
      let horizon = live.horizon(of: city)
      let dates = horizon.dates.filter { $0 >= from ?? $0 && $0 <= to ?? $0 }
      let closed = dates.first { (try? live.day(of: city, on: $0))?.status == .closed }
      let open = dates.first { (try? live.day(of: city, on: $0))?.status == .open }
      let first = Set([dates.first, dates.last, closed, open].compactMap { $0 })
      edges += first.sorted().map { CellChoice(city: city.slug, date: $0) }
      others += dates.filter { !first.contains($0) }.map {
        CellChoice(city: city.slug, date: $0)
      }
    }
    var numbers = SeededNumbers(seed: seed)
    return edges + others.shuffled(using: &numbers)
  }
}
