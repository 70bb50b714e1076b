public import Dates

/// What a discovery request asks for, after parsing; nil and empty mean no filter.
///
/// Two spellings of one request are equal values: names are sorted and unique, numbers have no
/// spelling, and a place is its scaled position.
public struct DiscoveryQuery: Hashable, Sendable {
  /// The city's slug.
  public var city: String
  /// The city's local date.
  public var date: LocalDate
  /// Any of these categories.
  public var categories: [String] = []
  /// The least capacity, at least 1.
  public var capacityMin: Int32?
  /// The greatest capacity, at least 1.
  public var capacityMax: Int32?
  /// All of these add-ons.
  public var addOns: [String] = []
  /// The least price in minor units, at least 1.
  public var priceMin: Int64?
  /// The greatest price in minor units, at least 1.
  public var priceMax: Int64?
  /// The place from which distances are measured.
  public var near: ScaledPosition?
  /// How far from `near`, in metres.
  public var radiusMetres: Double?
  /// The order.
  public var sort = Sort.recommended
  /// The text of a cursor that an earlier page gave out.
  public var cursor: String?
  /// Items a page.
  public var limit = DiscoveryQuery.defaultLimit

  /// Items a page when the request names no number.
  public static let defaultLimit = 20
  /// The greatest number of items a page.
  public static let maximumLimit = 100

  /// Everything open in a city on a date.
  public init(city: String, date: LocalDate) {
    self.city = city
    self.date = date
  }

  /// Whether the request leaves spaces out of the cell; a place without a radius does not.
  public var isFiltered: Bool {
    !categories.isEmpty || !addOns.isEmpty || capacityMin != nil || capacityMax != nil
      || priceMin != nil || priceMax != nil || radiusMetres != nil
  }

  /// The greatest squared chord from `near`; `Int64.max` without a radius.
  public var squaredChordLimit: Int64 {
    radiusMetres.map(ScaledPosition.squaredChord(withinMetres:)) ?? Int64.max
  }
}

extension DiscoveryQuery {
  /// Whether the candidate passes every filter.
  public func accepts(_ candidate: Candidate) -> Bool {
    if !categories.isEmpty && !categories.contains(candidate.category) { return false }
    if !addOns.allSatisfy(candidate.addOns.contains) { return false }
    if candidate.capacity < capacityMin ?? 0 { return false }
    if candidate.capacity > capacityMax ?? Int32.max { return false }
    if candidate.priceMinor < priceMin ?? 0 { return false }
    if candidate.priceMinor > priceMax ?? Int64.max { return false }
    guard let near else { return true }
    return candidate.position.squaredChord(to: near) <= squaredChordLimit
  }

  /// The accepted candidates in order.
  public func ordered(_ candidates: some Sequence<Candidate>) -> [Candidate] {
    candidates.filter(accepts)
      .map { (place: sort.place(of: $0, near: near), candidate: $0) }
      .sorted { $0.place < $1.place }
      .map(\.candidate)
  }
}
