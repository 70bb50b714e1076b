/// One of the 13 parameters of `GET /v1/discovery`.
///
/// `all` is the only list of them: the parser, the documents and their tests are made from it.
public struct DiscoveryParameter: Sendable {
  /// The name in the request.
  public let name: String
  /// What values it takes.
  public let schema: ParameterSchema
  /// Whether a request without it is refused.
  public let isRequired: Bool
  /// What the parameter does, in one sentence.
  public let summary: String
  /// What a missing or empty value, or 0 for a number, means.
  public let absence: String
  /// A value that is valid.
  public let example: String

  let read: @Sendable (String, inout DiscoveryDraft) throws(ParameterFault.Cause) -> Void

  init<Value>(
    _ name: String, _ kind: ParameterKind<Value>,
    into member: any WritableKeyPath<DiscoveryDraft, Value?> & Sendable,
    isRequired: Bool = false, absence: String = "no filter", example: String, _ summary: String
  ) {
    self.name = name
    self.schema = kind.schema
    self.isRequired = isRequired
    self.summary = summary
    self.absence = isRequired ? "refused" : absence
    self.example = example
    self.read = { text, draft throws(ParameterFault.Cause) in
      draft[keyPath: member] = try kind.read(text)
    }
  }

  /// Every parameter, in the order in which documents list them.
  public static let all: [DiscoveryParameter] = [
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

  /// The names of those that order and divide an answer, and do not filter it.
  public static let ofPages: Set<String> = ["sort", "cursor", "limit"]

  /// 2^53 - 1, the greatest whole number that every JSON reader keeps.
  static let greatestPrice: Int64 = 9_007_199_254_740_991
}
