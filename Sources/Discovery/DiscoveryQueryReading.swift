import Dates

extension DiscoveryQuery {
  /// The query that a URL's query part asks for.
  ///
  /// Throws the first fault: those of single parameters, then those that do not go together. What is
  /// `excluded` counts as unknown.
  public init(
    _ queryString: QueryString, without excluded: Set<String> = []
  ) throws(ParameterFault) {
    var draft = DiscoveryDraft()
    let all = DiscoveryParameter.all
    let parameters = excluded.isEmpty ? all : all.filter { !excluded.contains($0.name) }
    try parameters.read(queryString, into: &draft)
    try self.init(draft, queryString)
  }

  /// The query of a draft; `sent` has the texts that faults are to name.
  init(_ draft: DiscoveryDraft, _ sent: QueryString) throws(ParameterFault) {
    guard let city = draft.city else { throw ParameterFault("city", nil, .missing) }
    guard let date = draft.date else { throw ParameterFault("date", nil, .missing) }
    self.init(city: city, date: date)
    fill(from: draft)
    try checkTogether(sent)
  }

  private mutating func fill(from draft: DiscoveryDraft) {
    categories = draft.categories ?? []
    capacityMin = draft.capacityMin
    capacityMax = draft.capacityMax
    addOns = draft.addOns ?? []
    priceMin = draft.priceMin
    priceMax = draft.priceMax
    near = draft.near
    radiusMetres = draft.radiusKilometres.map { $0 * 1000 }
    sort = draft.sort ?? .recommended
    cursor = draft.cursor
    limit = draft.limit ?? DiscoveryQuery.defaultLimit
  }

  private func checkTogether(_ sent: QueryString) throws(ParameterFault) {
    if let capacityMin, let capacityMax, capacityMin > capacityMax {
      throw contradiction("capacity_min", "capacity_max", sent)
    }
    if let priceMin, let priceMax, priceMin > priceMax {
      throw contradiction("price_min", "price_max", sent)
    }
    guard near == nil else { return }
    if radiusMetres != nil {
      throw ParameterFault("radius_km", sent["radius_km"], .needs(parameter: "near"))
    }
    if sort == .distance {
      throw ParameterFault("sort", sent["sort"], .needs(parameter: "near"))
    }
  }

  private func contradiction(
    _ parameter: String, _ other: String, _ sent: QueryString
  ) -> ParameterFault {
    let cause = ParameterFault.Cause.contradicts(parameter: other, value: sent[other] ?? "")
    return ParameterFault(parameter, sent[parameter], cause)
  }
}
