/// Why a city's catalogue cannot be stored.
public enum CatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
  /// More add-ons than the 63 bits of a mask, counting those that the city once had.
  case tooManyAddOns(city: String)
  /// A slug that an earlier city of the source has too.
  case repeatedSlug(city: String, cityIDs: [Int32])
  /// A currency code that ISO 4217 does not have.
  case unknownCurrency(city: String, code: String)
  /// A time zone that the system does not know.
  case unknownTimeZone(city: String, name: String)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .tooManyAddOns(let city):
      "\(city): more than 63 add-ons; offer fewer in source.add_on"
    case .repeatedSlug(let city, let cityIDs):
      "source.city has the slug '\(city)' for several cities: "
        + cityIDs.map(String.init).joined(separator: ", ")
    case .unknownCurrency(let city, let code):
      "\(city): source.city has the currency '\(code)', which ISO 4217 does not know"
    case .unknownTimeZone(let city, let name):
      "\(city): source.city has the time zone '\(name)', which the system does not know"
    }
  }
}
