/// Why a city's catalogue cannot be stored.
public enum CatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
  /// More add-ons than the 63 bits of a mask, counting those that retained versions show.
  case tooManyAddOns(city: String)
  /// A row of `source.city` without a value that every city has.
  case missing(city: String, column: String)
  /// A city that `source.city` has in several rows.
  case repeatedCity(city: String, cityID: Int32, rows: Int)
  /// A number of the source, or what is computed from it, that no column can hold.
  case outOfRange(city: String, message: String)
  /// A slug that an earlier city of the source has too.
  case repeatedSlug(city: String, cityIDs: [Int32])
  /// A currency code that ISO 4217 does not have.
  case unknownCurrency(city: String, code: String)
  /// A time zone that the system does not know.
  case unknownTimeZone(city: String, name: String)

  /// One sentence for the user, which names the city.
  public var description: String {
    if case .repeatedSlug = self { return reason }
    return "\(city): \(reason)"
  }

  /// The sentence for those who have named the city already.
  public var reason: String {
    switch self {
    case .tooManyAddOns:
      "more than 63 add-ons, counting those that retained versions still show; offer fewer in "
        + "source.add_on"
    case .missing(_, let column): "its row of source.city has no \(column)"
    case .repeatedCity(_, let cityID, let rows):
      "source.city has \(rows) rows for the city \(cityID); a view's join may repeat it"
    case .outOfRange(_, let message):
      "a price or another number of the source is too large (\(message)); 'almanac source check' "
        + "names its row"
    case .repeatedSlug(let city, let cityIDs):
      "source.city has the slug '\(city)' for several cities: "
        + cityIDs.map(String.init).joined(separator: ", ")
    case .unknownCurrency(_, let code):
      "source.city has the currency '\(code)', which ISO 4217 does not know"
    case .unknownTimeZone(_, let name):
      "source.city has the time zone '\(name)', which the system does not know"
    }
  }

  private var city: String {
    switch self {
    case .tooManyAddOns(let city), .missing(let city, _), .repeatedCity(let city, _, _),
      .outOfRange(let city, _), .repeatedSlug(let city, _), .unknownCurrency(let city, _),
      .unknownTimeZone(let city, _):
      city
    }
  }
}
