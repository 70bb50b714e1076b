import Postgres
import Store

extension Connection {
  /// The cities of these slugs of which something has been built, all for nil.
  func builtCities(_ slugs: [String]?) async throws -> [BuiltCity] {
    let known = try await builtCities()
    for slug in slugs ?? [] where !known.contains(where: { $0.slug == slug }) {
      throw RunError.unbuiltCity(slug, known: known.map(\.slug))
    }
    return known.filter { slugs?.contains($0.slug) ?? true }
  }

  /// Those of the cities that had something live at a generation.
  ///
  /// Throws when there is no such generation, or when not everything that was live at it is still
  /// there in each of them.
  func requireRetained(
    _ generation: Int64, among wanted: [BuiltCity]
  ) async throws -> [BuiltCity] {
    let all = try await standing(of: generation)
    let standings = all.filter { wanted.contains($0.city) }
    let missing = standings.filter { !$0.isRetained }.map(\.city)
    guard let blamed = missing.first ?? (all.isEmpty ? wanted.first : nil) else {
      return standings.map(\.city)
    }
    throw try await notRetained(generation, of: missing, example: blamed)
  }

  /// That cities do not keep a generation, with those that one of them can go back to.
  func notRetained(
    _ generation: Int64, of cities: [BuiltCity], example: BuiltCity
  ) async throws -> RunError {
    RunError.notRetained(
      generation, cities: cities.map(\.slug), example: example.slug,
      retained: try await retainedGenerations(cityID: example.cityID, limit: 14))
  }
}
