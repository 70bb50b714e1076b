/// What clients of other search interfaces ask for and discovery by city and date refuses by name.
public enum UnsupportedRequest: CaseIterable, Hashable, Sendable {
  /// A stay over several dates.
  case stay
  /// A search by free text.
  case freeText
  /// The places within a part of a map.
  case mapBox

  /// The stable code that clients match on.
  public var code: String {
    switch self {
    case .stay: "unsupported-stay"
    case .freeText: "unsupported-free-text"
    case .mapBox: "unsupported-map-box"
    }
  }

  /// The words for it in a sentence.
  public var subject: String {
    switch self {
    case .stay: "a stay over several dates"
    case .freeText: "a search by free text"
    case .mapBox: "the places within a map box"
    }
  }

  /// The parameter names that ask for it.
  public var parameters: [String] {
    switch self {
    case .stay:
      [
        "check_in", "check_out", "checkin", "checkout", "date_from", "date_to", "end_date", "from",
        "nights", "start_date", "to",
      ]
    case .freeText: ["q", "query", "search", "text"]
    case .mapBox:
      [
        "bbox", "bounds", "ne_lat", "ne_lng", "sw_lat", "sw_lng", "viewport",
      ]
    }
  }

  /// What the parameter name asks for, or nil for any other name.
  public init?(parameter: String) {
    guard
      let request = UnsupportedRequest.allCases.first(where: { $0.parameters.contains(parameter) })
    else { return nil }
    self = request
  }
}
