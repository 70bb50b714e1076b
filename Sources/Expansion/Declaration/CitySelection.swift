public import Calendars

/// Which cities a job builds.
public struct CitySelection: Hashable, Sendable {
  /// Slugs of cities; nil for every city.
  public var slugs: [Placed<String>]?
  /// Countries (ISO 3166-1) whose cities are meant; nil for every country.
  public var countries: [Placed<String>]?
  /// Slugs of cities that are left out.
  public var except: [Placed<String>] = []

  /// Every city.
  public static let all = CitySelection()

  /// Whether the job builds the city.
  public func contains(_ city: City) -> Bool {
    if except.contains(where: { $0.value == city.slug }) { return false }
    if let slugs, !slugs.contains(where: { $0.value == city.slug }) { return false }
    if let countries, !countries.contains(where: { $0.value == city.country }) { return false }
    return true
  }
}

/// `{countries: [US, CA], except: [honolulu]}`.
struct CitySelectionDeclaration: Sendable {
  var slugs: Placed<[Placed<String>]>?
  var countries: Placed<[Placed<String>]>?
  var except: Placed<[Placed<String>]>?

  static let mapping = Mapping<CitySelectionDeclaration>(
    "city_selection", "The cities that meet every key given.", empty: CitySelectionDeclaration(),
    keys: [
      .optional("slugs", \.slugs, .oneOrList(of: .slug), "Only these cities."),
      .optional(
        "countries", \.countries, .oneOrList(of: .country), "Only cities of these countries."),
      .optional("except", \.except, .oneOrList(of: .slug), "Not these cities."),
    ])
}

extension Shape where Value == CitySelection {
  /// `all`, a list of slugs, or a mapping.
  static var citySelection: Shape {
    let all = Shape.scalar("all", pattern: "^all$", examples: ["all"]) {
      text throws(Malformed) in
      guard text == "all" else {
        throw Malformed("is no set of cities", hint: "write all, or a list: [\(text)]")
      }
      return .all
    }
    let list = Shape<[Placed<String>]>.list(of: .slug).map { slugs, _ in
      CitySelection(slugs: slugs.value)
    }
    let mapping = Shape<CitySelectionDeclaration>.mapping(CitySelectionDeclaration.mapping).map {
      draft, _ in
      CitySelection(
        slugs: draft.value.slugs?.value, countries: draft.value.countries?.value,
        except: draft.value.except?.value ?? [])
    }
    return .either(scalar: all, list: list, mapping: mapping)
  }
}

extension Shape where Value == String {
  /// A country by ISO 3166-1, such as `US`.
  static var country: Shape {
    .scalar("a country code like US", pattern: "^[A-Z]{2}$") { text throws(Malformed) in
      guard text.utf8.count == 2, text.utf8.allSatisfy(\.isUpperCase) else {
        throw Malformed(
          "is no country code", hint: "two capital letters of ISO 3166-1, such as US")
      }
      return text
    }
  }

  /// A region by ISO 3166-2, such as `US-MA`.
  static var region: Shape {
    .scalar("a region code like US-MA", pattern: "^[A-Z]{2}-[A-Z0-9]{1,3}$") {
      text throws(Malformed) in
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].utf8.count == 2, parts[0].utf8.allSatisfy(\.isUpperCase),
        (1...3).contains(parts[1].utf8.count),
        parts[1].utf8.allSatisfy({ $0.isUpperCase || $0.isDigit })
      else {
        throw Malformed("is no region code", hint: "a code of ISO 3166-2, such as US-MA")
      }
      return text
    }
  }
}

extension Shape where Value == Int64 {
  /// The id of a venue or a space.
  static var identifier: Shape {
    .scalar("a number", pattern: #"^-?\d{1,19}$"#, types: ["string", "integer"]) {
      text throws(Malformed) in
      guard let number = Int64(text) else {
        throw Malformed("is no id", hint: "the number by which the source knows it")
      }
      return number
    }
  }
}

extension UInt8 {
  fileprivate var isUpperCase: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
