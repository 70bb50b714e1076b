import Expansion
import Store

extension City {
  /// A city of the source; throws when its zone or currency is not known.
  init(_ source: SourceCity) throws {
    do {
      try self.init(
        id: source.cityID, slug: source.slug, name: source.name, country: source.country,
        subdivision: source.subdivision, timeZone: source.timeZone, currency: source.currency)
    } catch {
      throw CatalogueError(error, city: source.slug)
    }
  }
}

extension CatalogueError {
  fileprivate init(_ fault: City.Fault, city: String) {
    switch fault {
    case .unknownCurrency(let code): self = .unknownCurrency(city: city, code: code)
    case .unknownTimeZone(let name): self = .unknownTimeZone(city: city, name: name)
    }
  }
}
