import Calendars

/// Rules of single countries, regions, cities, categories, venues and spaces.
struct LayersDeclaration: Sendable {
  typealias CityLayers = Placed<[PlacedEntry<String, CityLayerDeclaration>]>
  typealias ScopeLayers<Key: Sendable> = Placed<[PlacedEntry<Key, RulesDeclaration>]>

  var country: CityLayers?
  var region: CityLayers?
  var city: CityLayers?
  var category: ScopeLayers<String>?
  var venue: ScopeLayers<Int64>?
  var space: ScopeLayers<Int64>?

  static let mapping = Mapping<LayersDeclaration>(
    "layers", "Rules that go beyond the job's own; the more specific layer decides.",
    empty: LayersDeclaration(),
    keys: [
      .optional("country", \.country, cityRules(by: .country), "By country, ISO 3166-1: US."),
      .optional("region", \.region, cityRules(by: .region), "By region, ISO 3166-2: US-MA."),
      .optional("city", \.city, cityRules(by: .slug), "By the city's slug: boston."),
      .optional("category", \.category, rules(by: .text), "By the category of spaces: desk."),
      .optional("venue", \.venue, rules(by: .identifier), "By the venue's id."),
      .optional("space", \.space, rules(by: .identifier), "By the space's id."),
    ])

  private static func cityRules(
    by key: Shape<String>
  ) -> Shape<[PlacedEntry<String, CityLayerDeclaration>]> {
    .entries(key, .mapping(CityLayerDeclaration.mapping))
  }

  private static func rules<Key: Sendable>(
    by key: Shape<Key>
  ) -> Shape<[PlacedEntry<Key, RulesDeclaration>]> {
    .entries(key, .mapping(RulesDeclaration.mapping))
  }
}

/// The rules of a country, a region or a city.
struct CityLayerDeclaration: Sendable {
  var rules = RulesDeclaration()
  var gates: Placed<GatesDeclaration>?

  static let mapping = Mapping<CityLayerDeclaration>(
    "city_rules", "The rules of a country, a region or a city, and its gates.",
    empty: CityLayerDeclaration(),
    keys: RulesDeclaration.mapping.keys.map { $0.within(\.rules) } + [
      .optional(
        "gates", \.gates, .mapping(GatesDeclaration.mapping),
        "What must hold here before a new version goes live.")
    ])
}
