import Dates
public import Discovery
public import Postgres
import SQL

extension Connection {
  /// What is known of the spaces of a request at a moment, in its order; those that no city has
  /// ever had are missing.
  public func spaceFacts(
    _ query: SpacesQuery, at moment: ReadMoment = .newest
  ) async throws -> [SpaceFacts] {
    try await self.query(
      SpaceFactsStatement.ordered(by: .recommended), query.parameters(at: moment)
    ).map { try SpaceFacts($0, date: query.date) }
  }

  /// What is known of a space at a moment, with its rank in the answer to a discovery request; nil
  /// when no city has ever had it.
  ///
  /// The space is of the city that the facts name, which need not be the request's.
  public func spaceFacts(
    _ query: ExplainQuery, at moment: ReadMoment = .newest
  ) async throws -> SpaceFacts? {
    let rows = try await self.query(
      SpaceFactsStatement.ordered(by: query.discovery.sort), query.parameters(at: moment))
    return try rows.first.map { try SpaceFacts($0, date: query.discovery.date) }
  }
}

extension SpacesQuery {
  /// The statement's parameters, without a rank.
  func parameters(at moment: ReadMoment = .newest) -> [Parameter] {
    [.int8Array(ids)]
      + DiscoveryQuery(city: "", date: date)
      .factParameters(at: moment, days: SpacesQuery.offerDays, isRanked: false)
  }
}

extension ExplainQuery {
  /// The statement's parameters, with a rank and without the days that follow.
  func parameters(at moment: ReadMoment = .newest) -> [Parameter] {
    [.int8Array([space])] + discovery.factParameters(at: moment, days: 1, isRanked: true)
  }
}

extension DiscoveryQuery {
  /// The parameters after the ids.
  fileprivate func factParameters(at moment: ReadMoment, days: Int, isRanked: Bool) -> [Parameter] {
    [.date(date)] + moment.parameters + filterParameters + [.int4(Int32(days)), .bool(isRanked)]
  }
}

extension SpaceFacts {
  fileprivate init(_ row: Row, date: LocalDate) throws {
    self.init(
      spaceID: try row.get("space_id"), city: try row.get("slug"),
      currency: try row.get("currency"), date: date, card: try SpaceCard(row), cell: nil,
      offers: [], rank: try row.get("rank"))
    cell = try SpaceCell(row)
    offers = try SpaceOffer.read(row, from: date, card: card)
  }
}

extension SpaceCard {
  fileprivate init(_ row: Row) throws {
    self.init(
      fragment: try row.get("fragment", as: TextBytes.self).bytes,
      attributes: try row.get("attributes", as: TextBytes.self).bytes,
      venue: try row.get("venue", as: TextBytes.self).bytes, name: try row.get("name"),
      venueName: try row.get("venue_name"), category: try row.get("category"),
      addOns: try [StoredAddOn].read(row, "add_ons").compactMap(\.addOn),
      capacity: try row.get("capacity"), units: try row.get("units"),
      basePriceMinor: try row.get("base_price_minor"),
      position: ScaledPosition(x: try row.get("x"), y: try row.get("y"), z: try row.get("z")),
      inactiveReason: try row.get("inactive_reason", as: Int16?.self)
        .flatMap(ExclusionReason.init),
      isOfTime: try row.get("is_of_time"))
  }
}

extension SpaceCell {
  /// The cell of a row, or nil when the date is not built.
  fileprivate init?(_ row: Row) throws {
    guard let generation = try row.get("generation", as: Int64?.self) else { return nil }
    let layers = try [StoredLayer].read(row, "layers")
    let inputsAsOf: Instant = try row.get("inputs_as_of")
    let checkedAsOf = try row.get("checked_as_of", as: Instant?.self)
    let price = try row.get("offer_price_minor", as: Int64?.self)
    self.init(
      freshness: Freshness(
        generation: generation, builtAt: try row.get("built_at"), inputsAsOf: inputsAsOf),
      checkedAsOf: max(inputsAsOf, checkedAsOf ?? inputsAsOf), isLive: try row.get("is_live"),
      today: try row.get("today"), holiday: layers.first?.holiday?.holiday,
      day: SpaceDay(layers.map(\.layer)), overrideMinor: try row.get("override_minor"),
      excludedReason: try row.get("reason", as: Int16?.self).flatMap(ExclusionReason.init),
      listing: try price.map { price in
        Listing(
          priceMinor: price, capacity: try row.get("offer_capacity"),
          units: try row.get("offer_units"),
          addOns: AddOnMask(rawValue: try row.get("offer_add_ons")))
      })
  }
}

extension SpaceOffer {
  fileprivate static func read(
    _ row: Row, from date: LocalDate, card: SpaceCard
  ) throws -> [SpaceOffer] {
    let versions = try row.get("versions", as: [Int32?].self)
    let reasons = try row.get("reasons", as: [Int16?].self)
    let closedReasons = try row.get("closed_reasons", as: [Int16?].self)
    let units = try row.get("offered_units", as: [Int32?].self)
    let prices = try row.get("prices", as: [Int64?].self)
    return versions.indices.map { ahead in
      let closed = closedReasons[ahead].flatMap(ExclusionReason.init)
      let reason =
        reasons[ahead].flatMap(ExclusionReason.init) ?? closed.map { card.inactiveReason ?? $0 }
      let state: State =
        switch (versions[ahead], prices[ahead], units[ahead]) {
        case (nil, _, _): .notBuilt
        case (_, let price?, let units?): .available(units: units, priceMinor: price)
        default: .missing(reason.map(Absence.excluded) ?? .notInCatalogue)
        }
      return SpaceOffer(date: date.adding(days: ahead), state: state)
    }
  }
}
