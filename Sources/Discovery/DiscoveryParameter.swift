/// One of the 13 parameters of `GET /v1/discovery`.
///
/// `all` is the only list of them: the parser, the documents and their tests are made from it.
public typealias DiscoveryParameter = RequestParameter<DiscoveryDraft>

extension RequestParameter where Draft == DiscoveryDraft {
  /// Every parameter, in the order in which documents list them.
  public static var all: [DiscoveryParameter] { discoveryParameters }

  /// The names of those that order and divide an answer, and do not filter it.
  public static var ofPages: Set<String> { ["sort", "cursor", "limit"] }
}

/// 2^53 - 1, the greatest whole number that every JSON reader keeps.
private let greatestPrice: Int64 = 9_007_199_254_740_991

private let discoveryParameters: [DiscoveryParameter] = [
  DiscoveryParameter(
    "city", .slug, into: \.city, isRequired: true, example: "lisbon", "The city."),
  DiscoveryParameter(
    "date", .date, into: \.date, isRequired: true, example: "2026-12-24",
    "The date, in the city's own calendar."),
  DiscoveryParameter(
    "category", .names(maximum: 32), into: \.categories, example: "desk,room",
    "Any of these categories; an unknown one matches nothing."),
  DiscoveryParameter(
    "capacity_min", .integer(maximum: Int32.max), into: \.capacityMin, example: "4",
    "The least number of people that the space holds."),
  DiscoveryParameter(
    "capacity_max", .integer(maximum: Int32.max), into: \.capacityMax, example: "12",
    "The greatest number of people that the space holds."),
  DiscoveryParameter(
    "add_ons", .names(maximum: 63), into: \.addOns, example: "wifi,projector",
    "All of these add-ons; an unknown one matches nothing."),
  DiscoveryParameter(
    "price_min", .integer(maximum: greatestPrice), into: \.priceMin, example: "1500",
    "The least price, in minor units of the city's currency."),
  DiscoveryParameter(
    "price_max", .integer(maximum: greatestPrice), into: \.priceMax, example: "9900",
    "The greatest price, in minor units of the city's currency."),
  DiscoveryParameter(
    "near", .place, into: \.near, absence: "no distances", example: "38.7139,-9.1394",
    "The place from which distances are measured; 0,0 is a place."),
  DiscoveryParameter(
    "radius_km", .decimal(maximum: 20_040), into: \.radiusKilometres, example: "2.5",
    "The greatest distance from `near`, in kilometres along the ground."),
  DiscoveryParameter(
    "sort", .sort, into: \.sort, absence: "recommended", example: "price",
    "The order; ties end at the space id."),
  DiscoveryParameter(
    "cursor", .cursor, into: \.cursor, absence: "the first page", example: "",
    "The `next_cursor` of the page before; every other parameter but `limit` stays the same."),
  DiscoveryParameter(
    "limit", .integer(maximum: DiscoveryQuery.maximumLimit), into: \.limit,
    absence: "\(DiscoveryQuery.defaultLimit)", example: "20", "The number of items a page."),
]
