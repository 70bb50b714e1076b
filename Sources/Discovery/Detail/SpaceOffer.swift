public import Dates

/// What a space has to offer on one day.
public struct SpaceOffer: Hashable, Sendable {
  /// The state of a day.
  public enum State: Hashable, Sendable {
    /// On offer, with the units that are not booked and the price in minor units.
    case available(units: Int32, priceMinor: Int64)
    /// Not on offer.
    case missing(Absence)
    /// The day is not built.
    case notBuilt
  }

  /// The date.
  public var date: LocalDate
  /// Its state.
  public var state: State

  /// An offer of a date.
  public init(date: LocalDate, state: State) {
    self.date = date
    self.state = state
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("date")
      json.string(date.description)
      json.name("status")
      json.string(status)
      json.name("reason")
      json.optional(absence?.name)
      json.name("available_units")
      json.optional(listed?.units)
      json.name("price_minor")
      json.optional(listed?.priceMinor)
    }
  }

  private var absence: Absence? {
    if case .missing(let absence) = state { absence } else { nil }
  }

  private var listed: (units: Int32, priceMinor: Int64)? {
    if case .available(let units, let priceMinor) = state { (units, priceMinor) } else { nil }
  }

  private var status: String {
    switch state {
    case .available: "available"
    case .missing: "unavailable"
    case .notBuilt: "not-built"
    }
  }
}
