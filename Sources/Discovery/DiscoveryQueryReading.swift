import Dates

extension DiscoveryQuery {
  /// The query that a URL's query part asks for.
  ///
  /// Throws the first fault: an unknown or repeated parameter in the order sent, then a value in
  /// the order of declaration, then parameters that do not go together. What is `excluded` counts
  /// as unknown.
  public init(
    _ queryString: QueryString, without excluded: Set<String> = []
  ) throws(ParameterFault) {
    let sent = try DiscoveryQuery.sent(queryString, excluded)
    var draft = DiscoveryDraft()
    for parameter in DiscoveryParameter.all {
      guard let text = sent[parameter.name] else { continue }
      do throws(ParameterFault.Cause) {
        try parameter.read(text, &draft)
      } catch {
        throw ParameterFault(parameter.name, text, error)
      }
    }
    guard let city = draft.city else { throw ParameterFault("city", nil, .missing) }
    guard let date = draft.date else { throw ParameterFault("date", nil, .missing) }
    self.init(city: city, date: date)
    fill(from: draft)
    try checkTogether(sent)
  }

  private static func sent(
    _ queryString: QueryString, _ excluded: Set<String>
  ) throws(ParameterFault) -> [String: String] {
    var sent: [String: String] = [:]
    for pair in queryString.pairs {
      if let request = UnsupportedRequest(parameter: pair.name) {
        throw ParameterFault(pair.name, pair.value, .unsupported(request))
      }
      guard !excluded.contains(pair.name),
        DiscoveryParameter.all.contains(where: { $0.name == pair.name })
      else {
        throw ParameterFault(pair.name, pair.value, .unknown)
      }
      guard sent.updateValue(pair.value, forKey: pair.name) == nil else {
        throw ParameterFault(pair.name, pair.value, .repeated)
      }
    }
    return sent
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

  private func checkTogether(_ sent: [String: String]) throws(ParameterFault) {
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
    _ parameter: String, _ other: String, _ sent: [String: String]
  ) -> ParameterFault {
    let cause = ParameterFault.Cause.contradicts(parameter: other, value: sent[other] ?? "")
    return ParameterFault(parameter, sent[parameter], cause)
  }
}
